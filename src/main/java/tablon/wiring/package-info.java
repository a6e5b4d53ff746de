/** Creates all parts of the board, connects them, and installs them in a servlet container. */
@NullMarked
package tablon.wiring;

import org.jspecify.annotations.NullMarked;
