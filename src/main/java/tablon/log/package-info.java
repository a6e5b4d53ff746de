/** One log line and one measurement per request, and the set-up of the log. */
@NullMarked
package tablon.log;

import org.jspecify.annotations.NullMarked;
