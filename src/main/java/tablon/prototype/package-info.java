@NullMarked
package tablon.prototype;

import org.jspecify.annotations.NullMarked;
