/** Compares two versions of a text. */
@NullMarked
package tablon.difference;

import org.jspecify.annotations.NullMarked;
