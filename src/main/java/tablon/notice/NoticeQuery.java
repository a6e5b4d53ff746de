package tablon.notice;

import java.util.Optional;
import java.util.UUID;

/**
 * The filters, the order and the page size of a list of notices.
 *
 * @param newestFirst whether the newest are first, pinned or not; with any filter but the campus they always are
 * @param editor the account that may edit the notices in a list of hidden ones; empty for the notices of everybody
 */
public record NoticeQuery(
        NoticeFilter filter, StateFilter states, boolean newestFirst, int limit, Optional<UUID> editor) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;
    public static final int MAX_SEARCH_LENGTH = 200;

    public NoticeQuery(Optional<String> campus, Optional<String> search, StateFilter states, int limit) {
        this(NoticeFilter.of(campus, search), states, limit);
    }

    public NoticeQuery(NoticeFilter filter, StateFilter states, int limit) {
        this(filter, states, false, limit, Optional.empty());
    }

    /** The visible notices, the newest first, pinned or not. */
    public static NoticeQuery newest(NoticeFilter filter, int limit) {
        return new NoticeQuery(filter, StateFilter.VISIBLE, true, limit, Optional.empty());
    }

    Optional<String> campus() {
        return filter.campus();
    }

    /** Whether the list is read from the index of words. */
    boolean isIndexed() {
        return newestFirst || filter.ignoresPins();
    }

    /** The visible notices of all campuses. */
    public static NoticeQuery visible(int limit) {
        return new NoticeQuery(NoticeFilter.NONE, StateFilter.VISIBLE, limit);
    }

    /** The same list, of the notices that this account may edit. */
    NoticeQuery editableBy(UUID account) {
        return new NoticeQuery(filter, states, newestFirst, limit, Optional.of(account));
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
