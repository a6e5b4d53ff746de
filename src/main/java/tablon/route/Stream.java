package tablon.route;

import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is too large to be buffered. A resource method that streams returns one as its entity. It is read
 * part by part while the client takes them, so it must not hold a connection to the database between two parts.
 */
@FunctionalInterface
public interface Stream {
    /**
     * The next part, which may be empty; null at the end. May wait for the database, but not for the client. A failure must be
     * told in the part itself: the status is already sent, and servers end such an answer as if it were complete.
     */
    byte @Nullable [] next();
}
