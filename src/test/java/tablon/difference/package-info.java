@NullMarked
package tablon.difference;

import org.jspecify.annotations.NullMarked;
