/** Signing in, and the sessions of people who have. */
@NullMarked
package tablon.session;

import org.jspecify.annotations.NullMarked;
