/** What measures the board; see docs/performance.md. Nothing here is run by the tests. */
@NullMarked
package tablon.bench;

import org.jspecify.annotations.NullMarked;
