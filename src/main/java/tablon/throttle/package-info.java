/** Limits on what one client may try: failed sign-ins and wrong tokens, sign-ups, and changes. */
@NullMarked
package tablon.throttle;

import org.jspecify.annotations.NullMarked;
