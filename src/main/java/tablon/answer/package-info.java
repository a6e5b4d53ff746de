/** Finished answers: kept in memory, tagged, compressed, and sent at the pace of their readers. */
@NullMarked
package tablon.answer;

import org.jspecify.annotations.NullMarked;
