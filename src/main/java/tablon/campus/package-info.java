@NullMarked
package tablon.campus;

import org.jspecify.annotations.NullMarked;
