package tablon.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows caching of the method's answer. All readers without a credential share it until the board changes or a notice
 * appears or expires. Answers of methods without this annotation are never cached.
 *
 * <p>The cache key is the path, the named query parameters, and the negotiated language and media type.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Shared {
    /** The query parameters that the answer depends on. */
    String[] value() default {};
}
