@NullMarked
package tablon.json;

import org.jspecify.annotations.NullMarked;
