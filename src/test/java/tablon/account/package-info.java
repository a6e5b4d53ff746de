@NullMarked
package tablon.account;

import org.jspecify.annotations.NullMarked;
