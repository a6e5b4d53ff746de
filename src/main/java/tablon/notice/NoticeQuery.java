package tablon.notice;

import java.util.Optional;

/**
 * The filters and the page size of a list of notices.
 *
 * @param campus the code as it was created
 * @param search a notice must contain all words; a text without any word finds nothing
 */
public record NoticeQuery(Optional<String> campus, Optional<String> search, Show show, int limit) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int LARGEST_LIMIT = 100;
    public static final int LONGEST_SEARCH = 200;

    /** The visible notices of all campuses. */
    public static NoticeQuery visible(int limit) {
        return new NoticeQuery(Optional.empty(), Optional.empty(), Show.VISIBLE, limit);
    }

    /** The states that a list shows; the names in lower case are the values of {@code ?state=}. */
    public enum Show {
        VISIBLE(true, false),
        SCHEDULED(true, false),
        EXPIRED(false, true),
        ALL(true, true);

        private final boolean unexpired;
        private final boolean expired;

        Show(boolean unexpired, boolean expired) {
            this.unexpired = unexpired;
            this.expired = expired;
        }

        boolean unexpired() {
            return unexpired;
        }

        /** If false, archived notices are not read. */
        boolean expired() {
            return expired;
        }
    }
}
