/** Authentication, authorization, and limits on requests and bodies. */
@NullMarked
package tablon.access;

import org.jspecify.annotations.NullMarked;
