@NullMarked
package tablon.notice;

import org.jspecify.annotations.NullMarked;
