package tablon.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How large a body the method takes, in bytes; without it {@link #SMALL}. A larger one is refused with 413. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LargestBody {
    int SMALL = 1_024;

    /** Enough for a notice whose every character is written as a JSON escape. */
    int NOTICE = 256 * 1_024;

    int value();
}
