@NullMarked
package tablon.feed;

import org.jspecify.annotations.NullMarked;
