@NullMarked
package tablon.config;

import org.jspecify.annotations.NullMarked;
