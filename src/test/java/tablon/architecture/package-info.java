@NullMarked
package tablon.architecture;

import org.jspecify.annotations.NullMarked;
