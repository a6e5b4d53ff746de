/** Digests of bytes. */
@NullMarked
package tablon.digest;

import org.jspecify.annotations.NullMarked;
