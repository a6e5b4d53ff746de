@NullMarked
package tablon.demo;

import org.jspecify.annotations.NullMarked;
