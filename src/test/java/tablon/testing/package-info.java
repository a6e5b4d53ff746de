@NullMarked
package tablon.testing;

import org.jspecify.annotations.NullMarked;
