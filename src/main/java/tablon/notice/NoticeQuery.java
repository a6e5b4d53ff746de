package tablon.notice;

import java.util.Optional;

/**
 * Which notices are asked for.
 *
 * @param campus the code as it was created
 * @param search words that all must occur; without a word in it, nothing is found
 */
public record NoticeQuery(Optional<String> campus, Optional<String> search, Show show, int limit) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int LARGEST_LIMIT = 100;
    public static final int LONGEST_SEARCH = 200;

    /** What readers see of all campuses, newest first. */
    public static NoticeQuery visible(int limit) {
        return new NoticeQuery(Optional.empty(), Optional.empty(), Show.VISIBLE, limit);
    }

    /** The states that are shown; their names in lower case are the values of {@code ?state=}. */
    public enum Show {
        VISIBLE,
        SCHEDULED,
        EXPIRED,
        ALL
    }
}
