@NullMarked
package tablon.api;

import org.jspecify.annotations.NullMarked;
