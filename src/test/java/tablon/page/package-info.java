@NullMarked
package tablon.page;

import org.jspecify.annotations.NullMarked;
