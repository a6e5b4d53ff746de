@NullMarked
package tablon.http;

import org.jspecify.annotations.NullMarked;
