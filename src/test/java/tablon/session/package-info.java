@NullMarked
package tablon.session;

import org.jspecify.annotations.NullMarked;
