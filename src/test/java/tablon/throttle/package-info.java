@NullMarked
package tablon.throttle;

import org.jspecify.annotations.NullMarked;
