/** What the requests of all features pass through. */
@NullMarked
package tablon.log;

import org.jspecify.annotations.NullMarked;
