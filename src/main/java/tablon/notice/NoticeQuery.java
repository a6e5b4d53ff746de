package tablon.notice;

import java.util.Optional;
import java.util.UUID;

/**
 * The filters and the page size of a list of notices.
 *
 * @param campus the code, in the case in which it was created
 * @param search text whose words a notice must all contain; a text without words matches nothing
 * @param editor the account that may edit the notices in a list of hidden ones; empty for the notices of everybody
 */
public record NoticeQuery(
        Optional<String> campus, Optional<String> search, StateFilter states, int limit, Optional<UUID> editor) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;
    public static final int MAX_SEARCH_LENGTH = 200;

    public NoticeQuery(Optional<String> campus, Optional<String> search, StateFilter states, int limit) {
        this(campus, search, states, limit, Optional.empty());
    }

    /** The visible notices of all campuses. */
    public static NoticeQuery visible(int limit) {
        return new NoticeQuery(Optional.empty(), Optional.empty(), StateFilter.VISIBLE, limit);
    }

    /** The same list, of the notices that this account may edit. */
    NoticeQuery editableBy(UUID account) {
        return new NoticeQuery(campus, search, states, limit, Optional.of(account));
    }

    /** The states in a list. The names in lower case are the values of {@code ?state=}. */
    public enum StateFilter {
        VISIBLE(true, false),
        SCHEDULED(true, false),
        EXPIRED(false, true),
        ALL(true, true),
        PROPOSED(State.PROPOSED),
        REFUSED(State.REFUSED),
        HIDDEN(State.HIDDEN);

        private final boolean unexpired;
        private final boolean expired;
        private final Optional<State> outside;

        StateFilter(boolean unexpired, boolean expired) {
            this.unexpired = unexpired;
            this.expired = expired;
            this.outside = Optional.empty();
        }

        StateFilter(State outside) {
            this.unexpired = false;
            this.expired = false;
            this.outside = Optional.of(outside);
        }

        /** The state outside the board; empty for notices on the board. */
        Optional<State> outside() {
            return outside;
        }

        boolean unexpired() {
            return unexpired;
        }

        /** If false, archived notices are not read either. */
        boolean expired() {
            return expired;
        }
    }
}
