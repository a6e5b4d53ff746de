package tablon.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The maximum size of the request body in bytes; {@link #SMALL} if absent. A larger body is refused with 413. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LargestBody {
    int SMALL = 1_024;

    /** Enough for a person: names and the codes of 100 campuses. */
    int PERSON = 16 * 1_024;

    /** Enough for a notice in which every character is a JSON escape, or percent-encoded: both take 12 bytes at most. */
    int NOTICE = 256 * 1_024;

    /** Enough for a sentence or two in which every character is a JSON escape. */
    int REASON = 8 * 1_024;

    int value();
}
