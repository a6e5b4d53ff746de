/** What the requests of all features pass through. */
@NullMarked
package tablon.wiring;

import org.jspecify.annotations.NullMarked;
