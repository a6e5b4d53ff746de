/** The pages for people with an account. */
@NullMarked
package tablon.desk;

import org.jspecify.annotations.NullMarked;
