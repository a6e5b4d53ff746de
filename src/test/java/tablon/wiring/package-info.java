@NullMarked
package tablon.wiring;

import org.jspecify.annotations.NullMarked;
