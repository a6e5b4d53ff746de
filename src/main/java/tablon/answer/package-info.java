/** Finished answers: caching, entity tags, compression, and sending without a thread per slow client. */
@NullMarked
package tablon.answer;

import org.jspecify.annotations.NullMarked;
