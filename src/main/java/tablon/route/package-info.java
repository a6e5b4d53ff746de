/** Annotations of resource methods: whether the answer may be cached, and the maximum size of the request body. */
@NullMarked
package tablon.route;

import org.jspecify.annotations.NullMarked;
