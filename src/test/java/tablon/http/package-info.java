/** What the requests of all features pass through. */
@NullMarked
package tablon.http;

import org.jspecify.annotations.NullMarked;
