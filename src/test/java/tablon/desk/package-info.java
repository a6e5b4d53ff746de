@NullMarked
package tablon.desk;

import org.jspecify.annotations.NullMarked;
