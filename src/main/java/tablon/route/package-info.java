/** What a resource method says about its route beside JAX-RS: who may share its answer, how large a body it takes. */
@NullMarked
package tablon.route;

import org.jspecify.annotations.NullMarked;
