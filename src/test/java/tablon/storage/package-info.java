@NullMarked
package tablon.storage;

import org.jspecify.annotations.NullMarked;
