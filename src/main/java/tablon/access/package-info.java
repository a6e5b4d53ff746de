/** Who sends a request, what they may do, and how much one request and all of them together may take. */
@NullMarked
package tablon.access;

import org.jspecify.annotations.NullMarked;
