package tablon.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tablon.storage.CustomPlan;
import tablon.storage.Database;

/**
 * Visible events, in the order in which they start. Events on whole days are stored without a zone, so each list merges two
 * ranges: events with times, compared with an instant, and events on whole days, compared with the clock of the board.
 */
public final class EventStore {
    // :now and :today are instants for events with times. For those on whole days they are what the clock of the board
    // shows, and its midnight, in UTC.

    static final String NOT_ENDED = "select " + NoticeStore.COLUMNS + """
             from news n
            where n.archived = false and n.starts is not null and n.whole_days = :wholeDays
                and (n.ends > :now or (n.ends is null and n.starts >= :today))
                and n.published <= :visible and (n.expires is null or n.expires > :visible)
                and (n.starts, n.id) > (:starts, :id)
                and <campus> and <matching>
            order by n.starts, n.id limit :limit
            """;

    static final String ENDED = "select " + NoticeStore.COLUMNS + """
             from news n
            where n.archived = false and n.starts is not null and n.whole_days = :wholeDays
                and (n.ends <= :now or (n.ends is null and n.starts < :today))
                and n.published <= :visible and (n.expires is null or n.expires > :visible)
                and (n.starts, n.id) < (:starts, :id)
                and <campus> and <matching>
            order by n.starts desc, n.id desc limit :limit
            """;

    static final String BETWEEN = "select " + NoticeStore.COLUMNS.replace("n.description", "''") + """
             from news n
            where n.archived = false and n.starts is not null and n.whole_days = :wholeDays
                and n.starts < :until
                and (n.ends > :from or (n.ends is null and n.starts >= :from))
                and n.published <= :visible and (n.expires is null or n.expires > :visible)
                and <campus> and <matching>
            order by n.starts, n.id limit :limit
            """;

    /** The events that were visible when they were withdrawn. Label and search are compared in Java. */
    private static final String CANCELLED = "select " + NoticeStore.COLUMNS + """
            , n.withdrawn from withdrawn n join news_deleted d on d.id = n.id and d.deleted = n.withdrawn
            where n.withdrawn > :oldest and n.starts is not null and n.state is null
                and n.published <= n.withdrawn
                and (n.expires is null or (n.expires > n.withdrawn and n.expires > :today))
                and <campus>
            order by n.withdrawn desc, n.id desc limit :most
            """;

    /** After those of {@link NoticeStore#COLUMNS}. */
    private static final int WITHDRAWN_COLUMN = 19;

    /** How many withdrawn events are compared with a filter. */
    private static final int MAX_WITHDRAWN = 1_000;

    /** Limits the memory of PostgreSQL's driver. */
    private static final int FETCH_SIZE = 25;

    private final Database database;
    private final WordIndex index;
    private final Clock clock;
    private final ZoneId zone;
    private final String boardLanguage;

    /**
     * @param zone of the board
     * @param boardLanguage the language (BCP 47) of notices without one
     */
    public EventStore(Database database, Clock clock, ZoneId zone, String boardLanguage) {
        this.database = database;
        this.index = WordIndex.of(database.kind());
        this.clock = clock;
        this.zone = zone;
        this.boardLanguage = boardLanguage;
    }

    /** The events that have not ended, the first one first, after this place. */
    public Events upcoming(NoticeFilter filter, Optional<Place> after, int limit) {
        return page(NOT_ENDED, filter, after, true, limit);
    }

    /** The events that have ended, the last one first, before this place. */
    public Events ended(NoticeFilter filter, Optional<Place> before, int limit) {
        return page(ENDED, filter, before, false, limit);
    }

    /** The events of a month, ended or not, in the order in which they start. They have no description, to save memory. */
    public List<Notice> in(NoticeFilter filter, YearMonth month, int limit) {
        var now = now();
        var from = month.atDay(1);
        var until = month.plusMonths(1).atDay(1);
        return read(filter, now, true, limit, (handle, wholeDays) -> query(handle, BETWEEN, filter)
                .bind("from", midnight(from, wholeDays))
                .bind("until", midnight(until, wholeDays)));
    }

    /**
     * The events that were withdrawn while they were visible, for 30 days and until the midnight after them; not those that
     * would have expired before today. Without a write, the list changes only at midnight.
     *
     * @return the latest withdrawn first
     */
    public List<Cancelled> cancelled(NoticeFilter filter, int limit) {
        if (filter.matchesNothing()) {
            return List.of();
        }
        var now = now();
        return database.read(handle -> {
            try (var withdrawn = cancelled(handle, filter, midnight(LocalDate.ofInstant(now, zone), false))
                    .setFetchSize(FETCH_SIZE)
                    .map((row, context) -> new Withdrawn(
                            NoticeStore.notice(now, boardLanguage).map(row, context),
                            context.findColumnMapperFor(Instant.class)
                                    .orElseThrow()
                                    .map(row, WITHDRAWN_COLUMN, context)))
                    .stream()) {
                return withdrawn
                        .filter(event -> matches(handle, event.notice(), filter))
                        .flatMap(event -> Cancelled.of(event).stream())
                        .limit(limit)
                        .toList();
            }
        });
    }

    private static boolean matches(Handle handle, Notice notice, NoticeFilter filter) {
        var words =
                filter.search().isEmpty() ? Set.<String>of() : Words.of(notice.title() + " " + notice.description());
        boolean found = NoticeListStore.words(filter).stream()
                .allMatch(prefix -> words.stream().anyMatch(word -> word.startsWith(prefix)));
        return found
                && filter.label()
                        .filter(name -> LabelStore.spelled(handle, notice).labels().stream()
                                .noneMatch(own -> Label.fold(own).equals(Label.fold(name))))
                        .isEmpty();
    }

    private Events page(String sql, NoticeFilter filter, Optional<Place> place, boolean forwards, int limit) {
        var now = now();
        var today = LocalDate.ofInstant(now, zone);
        var found = read(filter, now, forwards, limit + 1, (handle, wholeDays) -> {
            var from = place.map(known -> known.in(wholeDays, zone))
                    .orElse(
                            forwards
                                    ? new Place(NoticeListStore.MIN_TIME, NoticeListStore.MIN_ID)
                                    : new Place(NoticeListStore.MAX_TIME, NoticeListStore.MAX_ID));
            return query(handle, sql, filter)
                    .bind("now", wholeDays ? wallClock(now) : now)
                    .bind("today", midnight(today, wholeDays))
                    .bind("starts", from.start())
                    .bind("id", from.id());
        });
        var shown = found.subList(0, Math.min(found.size(), limit));
        return new Events(
                shown, found.size() > limit ? Optional.of(Place.of(shown.get(limit - 1), zone)) : Optional.empty());
    }

    /** Runs a statement for events with times and for those on whole days, and merges what they find. */
    private List<Notice> read(NoticeFilter filter, Instant now, boolean forwards, int limit, Statement statement) {
        if (filter.matchesNothing()) {
            return List.of();
        }
        Comparator<Notice> order = Comparator.<Notice, Instant>comparing(notice ->
                        notice.occasion() == null ? now : notice.occasion().start(zone))
                .thenComparing(notice -> notice.id().toString());
        return database.read(handle -> {
            NoticeListStore.readSnapshot(database, handle);
            var found = new ArrayList<Notice>();
            for (boolean wholeDays : List.of(false, true)) {
                found.addAll(statement
                        .of(handle, wholeDays)
                        .bind("wholeDays", wholeDays)
                        .bind("visible", now)
                        .bind("limit", limit)
                        .addCustomizer(new CustomPlan())
                        .map(NoticeStore.notice(now, boardLanguage))
                        .list());
            }
            found.sort(forwards ? order : order.reversed());
            return found.subList(0, Math.min(found.size(), limit));
        });
    }

    Query query(Handle handle, String sql, NoticeFilter filter) {
        var events = new NoticeFilter(filter.campus(), filter.label(), filter.search(), true);
        boolean indexed = filter.search().isPresent() || filter.label().isPresent();
        var query = handle.createQuery(sql).define("matching", indexed ? index.condition() : "true");
        if (indexed) {
            query.bind(
                    "words", index.terms(NoticeListStore.words(filter), NoticeListStore.markers(handle, events, true)));
        }
        return inCampus(query, filter);
    }

    private static Query cancelled(Handle handle, NoticeFilter filter, Instant today) {
        return inCampus(handle.createQuery(CANCELLED), filter)
                .bind("oldest", today.minus(Withdrawn.RETENTION))
                .bind("today", today)
                .bind("most", MAX_WITHDRAWN);
    }

    private static Query inCampus(Query query, NoticeFilter filter) {
        filter.campus().ifPresent(code -> query.bind("campus", code));
        return query.define("campus", filter.campus().isPresent() ? "n.campus = :campus" : "true");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What the clock of the board shows, in UTC. */
    private Instant wallClock(Instant moment) {
        return LocalDateTime.ofInstant(moment, zone).toInstant(ZoneOffset.UTC);
    }

    private Instant midnight(LocalDate day, boolean wholeDays) {
        return day.atStartOfDay(wholeDays ? ZoneOffset.UTC : zone).toInstant();
    }

    /** A statement for one of the two ranges. */
    private interface Statement {
        Query of(Handle handle, boolean wholeDays);
    }

    /**
     * The part of a withdrawn event that readers may still see: nothing of its words.
     *
     * @param version the last one that was visible
     */
    public record Cancelled(UUID id, int version, Occasion occasion, Instant withdrawn) {

        private static Optional<Cancelled> of(Withdrawn event) {
            var notice = event.notice();
            return Optional.ofNullable(notice.occasion())
                    .map(occasion -> new Cancelled(notice.id(), notice.version(), occasion, event.withdrawn()));
        }
    }

    /**
     * A part of a list of events.
     *
     * @param next the place of the last one; empty at the end of the list
     */
    public record Events(List<Notice> notices, Optional<Place> next) {}

    /** The place of an event in a list: when it starts, and its id. */
    public record Place(Instant start, UUID id) {

        static Place of(Notice event, ZoneId zone) {
            return new Place(
                    event.occasion() == null
                            ? event.published()
                            : event.occasion().start(zone),
                    event.id());
        }

        /** The same place among events on whole days, or among those with times. */
        private Place in(boolean wholeDays, ZoneId zone) {
            if (!wholeDays) {
                return this;
            }
            var day = LocalDate.ofInstant(start, zone);
            // where the clock skips midnight, a day starts later
            return day.atStartOfDay(zone).toInstant().equals(start)
                    ? new Place(day.atStartOfDay(ZoneOffset.UTC).toInstant(), id)
                    // after the events of that day, even if the clock shows midnight again
                    : new Place(LocalDateTime.ofInstant(start, zone).toInstant(ZoneOffset.UTC), NoticeListStore.MAX_ID);
        }

        /** The place as a query parameter. */
        public String encode() {
            return new Cursor(true, false, start, id).encode();
        }

        /** The place; empty if {@code text} is not a value of {@link #encode}. */
        public static Optional<Place> decode(String text) {
            return Cursor.decode(text).filter(Cursor::older).map(cursor -> new Place(cursor.published(), cursor.id()));
        }

        /** Before all events of this day. */
        public static Place before(LocalDate day, ZoneId zone) {
            return new Place(day.atStartOfDay(zone).toInstant(), NoticeListStore.MIN_ID);
        }
    }
}
