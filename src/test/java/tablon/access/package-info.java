@NullMarked
package tablon.access;

import org.jspecify.annotations.NullMarked;
