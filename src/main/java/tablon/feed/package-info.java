/** The visible notices, whole or filtered, for feed readers and other programs. */
@NullMarked
package tablon.feed;

import org.jspecify.annotations.NullMarked;
