/** The journal as an audit log: who did what, from where. */
@NullMarked
package tablon.audit;

import org.jspecify.annotations.NullMarked;
