/** Runs every change of what readers see, and records it. */
@NullMarked
package tablon.journal;

import org.jspecify.annotations.NullMarked;
