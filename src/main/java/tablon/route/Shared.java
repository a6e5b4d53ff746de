package tablon.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method's answer is the same for every reader who sends no credential, as long as the board does not change and no
 * notice appears or expires: it may be kept in memory and given to others. Without it an answer is made for each request.
 *
 * <p>It depends on the path, the named query parameters, and the language and media type that were negotiated.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Shared {
    /** The query parameters that the answer depends on. */
    String[] value() default {};
}
