@NullMarked
package tablon.problem;

import org.jspecify.annotations.NullMarked;
