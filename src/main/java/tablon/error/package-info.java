/** Turns failures into answers: status and text, as JSON or as a page. */
@NullMarked
package tablon.error;

import org.jspecify.annotations.NullMarked;
