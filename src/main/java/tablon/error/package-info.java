/** Turns failures into answers: which status, which words, JSON or a page. */
@NullMarked
package tablon.error;

import org.jspecify.annotations.NullMarked;
