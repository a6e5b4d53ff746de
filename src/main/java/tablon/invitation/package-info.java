/** How accounts begin: one-time links for the set-up, for invitations and for new passwords, and signing up. */
@NullMarked
package tablon.invitation;

import org.jspecify.annotations.NullMarked;
