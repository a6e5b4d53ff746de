@NullMarked
package tablon.openapi;

import org.jspecify.annotations.NullMarked;
