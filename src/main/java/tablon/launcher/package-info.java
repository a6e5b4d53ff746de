@NullMarked
package tablon.launcher;

import org.jspecify.annotations.NullMarked;
