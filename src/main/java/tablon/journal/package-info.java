/** The one way to change what readers see, and the record of all changes. */
@NullMarked
package tablon.journal;

import org.jspecify.annotations.NullMarked;
