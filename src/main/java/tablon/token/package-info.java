/** Personal access tokens, with which programs act for a person. */
@NullMarked
package tablon.token;

import org.jspecify.annotations.NullMarked;
