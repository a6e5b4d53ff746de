@NullMarked
package tablon.audit;

import org.jspecify.annotations.NullMarked;
