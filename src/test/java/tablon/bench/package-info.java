/** Benchmarks of the board; see docs/performance.md. The tests do not run them. */
@NullMarked
package tablon.bench;

import org.jspecify.annotations.NullMarked;
