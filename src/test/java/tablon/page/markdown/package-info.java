@NullMarked
package tablon.page.markdown;

import org.jspecify.annotations.NullMarked;
