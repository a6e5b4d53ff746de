@NullMarked
package tablon.text;

import org.jspecify.annotations.NullMarked;
