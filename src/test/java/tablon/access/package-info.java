/** What the requests of all features pass through. */
@NullMarked
package tablon.access;

import org.jspecify.annotations.NullMarked;
