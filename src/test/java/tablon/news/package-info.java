@NullMarked
package tablon.news;

import org.jspecify.annotations.NullMarked;
