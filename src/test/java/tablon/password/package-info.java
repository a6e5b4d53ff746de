@NullMarked
package tablon.password;

import org.jspecify.annotations.NullMarked;
