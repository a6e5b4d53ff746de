/** Message digests. */
@NullMarked
package tablon.digest;

import org.jspecify.annotations.NullMarked;
