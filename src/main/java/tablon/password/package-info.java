/** Passwords: which are accepted, how they are hashed, and how many at once. */
@NullMarked
package tablon.password;

import org.jspecify.annotations.NullMarked;
