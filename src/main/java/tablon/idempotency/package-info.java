@NullMarked
package tablon.idempotency;

import org.jspecify.annotations.NullMarked;
