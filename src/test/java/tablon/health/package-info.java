@NullMarked
package tablon.health;

import org.jspecify.annotations.NullMarked;
