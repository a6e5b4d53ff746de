@NullMarked
package tablon.it;

import org.jspecify.annotations.NullMarked;
