package tablon.notice;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tablon.notice.NoticeQuery.Show;
import tablon.storage.Database;
import tablon.storage.Dialect.WordPattern;

/** Lists of notices, from the database: each a few ranges of an index, read as far as needed. */
public final class NoticeListStore {
    /** Before and after every time that a notice can have. */
    static final Instant DAWN = Instant.parse("0000-01-01T00:00:00Z");

    static final Instant DUSK = Instant.parse("+10000-01-01T00:00:00Z");

    /** How long a list may be as JSON, in bytes: one that would be longer goes on in the next. */
    static final int LARGEST_LIST = 1_024 * 1_024;

    /** A row may take 80 KB, and PostgreSQL's driver holds all that it fetched. */
    private static final int FETCHED_AT_ONCE = 25;

    private static final UUID LAST_ID = new UUID(-1, -1);

    private final Database database;
    private final Clock clock;
    private final Map<Shape, String> statements = new ConcurrentHashMap<>();

    public NoticeListStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The notices that {@code query} asks for, from {@code cursor} on: pinned first and then newest first; in a search
     * newest first, pinned or not.
     */
    public Slice list(NoticeQuery query, Optional<Cursor> cursor) {
        if (query.search().filter(text -> Words.of(text).isEmpty()).isPresent()) {
            return new Slice(List.of(), Optional.empty(), Optional.empty());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var from = from(cursor, window(query.show(), now));
        var found = database.stream(handle -> {
            try (var rows = statement(handle, query, from, now)
                    .setFetchSize(FETCHED_AT_ONCE)
                    .map(NoticeStore.notice(now))
                    .iterator()) {
                return Found.upTo(query.limit(), rows);
            }
        });
        return slice(found, from.older(), cursor.isPresent());
    }

    /** The next moment after {@code now} at which time alone changes a list: a notice appears or expires. */
    public Optional<Instant> nextMoment(Instant now) {
        return database.read(handle ->
                handle.createQuery("""
                        select min(moment) from (
                            select min(published) as moment from news
                            where archived = false and pinned = true and published > :now
                            union all
                            select min(published) from news
                            where archived = false and pinned = false and published > :now
                            union all
                            select min(expires) from news where archived = false and expires > :now
                        ) as moments
                        """).bind("now", now).mapTo(Instant.class).findFirst());
    }

    /** The statement that finds the notices beyond {@code from}, in that direction, and one more than asked for. */
    Query statement(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        var window = window(query.show(), now);
        var shape = new Shape(
                query.search().isPresent(), query.campus().isPresent(), query.show(), from.older(), from.pinned());
        var statement = handle.createQuery(statements.computeIfAbsent(shape, this::sql))
                .bind("published", from.published())
                .bind("id", from.id())
                .bind("start", window.start())
                .bind("end", window.end())
                .bind("lastId", LAST_ID)
                .bind("now", now)
                .define("limit", query.limit() + 1);
        query.campus().ifPresent(code -> statement.bind("campus", code));
        query.search().ifPresent(text -> {
            database.dialect().planForValues(statement);
            statement.bind("words", words(text, query));
        });
        return statement;
    }

    /** The place to begin at: a cursor may be of another list, and must not lead out of this one's time. */
    private static Cursor from(Optional<Cursor> cursor, Window window) {
        var from = cursor.orElse(new Cursor(true, true, window.end(), LAST_ID));
        if (from.older() && from.published().isAfter(window.end())) {
            return new Cursor(true, from.pinned(), window.end(), LAST_ID);
        }
        if (!from.older() && !from.published().isAfter(window.start())) {
            return new Cursor(false, from.pinned(), window.start(), LAST_ID);
        }
        return from;
    }

    private static Slice slice(Found found, boolean older, boolean within) {
        boolean more = found.more();
        var notices = new ArrayList<>(found.notices());
        if (notices.isEmpty()) {
            return new Slice(List.of(), Optional.empty(), Optional.empty());
        }
        if (!older) {
            Collections.reverse(notices);
        }
        return new Slice(
                notices,
                Optional.of(Cursor.olderThan(notices.get(notices.size() - 1))).filter(last -> more || !older),
                Optional.of(Cursor.newerThan(notices.get(0))).filter(first -> older ? within : more));
    }

    private String sql(Shape shape) {
        return shape.search() ? search(shape) : lanes(shape);
    }

    /**
     * The pinned and the other notices are two ranges of one index; so are the archived, where they are asked for. The
     * limit is written out: SQLite would compile the statement anew for each that is bound, and PostgreSQL plan it anew,
     * which takes longer than running it.
     */
    private static String lanes(Shape shape) {
        var lanes = new ArrayList<String>();
        for (boolean pinned : new boolean[] {true, false}) {
            boolean behind = pinned != shape.pinned() && pinned == shape.older();
            for (boolean archived : behind ? List.<Boolean>of() : archived(shape.show())) {
                lanes.add(lane(shape, pinned, archived));
            }
        }
        return String.join("union all\n", lanes)
                + "order by pinned %1$s, published %1$s, id %1$s limit <limit>".formatted(direction(shape.older()));
    }

    private static String lane(Shape shape, boolean pinned, boolean archived) {
        var begin = pinned == shape.pinned()
                ? "(:published, :id)"
                : shape.older() ? "(:end, :lastId)" : "(:start, :lastId)";
        return """
                select * from (
                    select %1$s from news n
                    where n.archived = %2$b and n.pinned = %3$b %4$s and (n.published, n.id) %5$s %6$s %7$s and %8$s
                    order by n.published %9$s, n.id %9$s limit <limit>
                ) as lane
                """.formatted(
                        NoticeStore.COLUMNS,
                        archived,
                        pinned,
                        shape.campus() ? "and n.campus = :campus" : "",
                        shape.older() ? "<" : ">",
                        begin,
                        edge(shape),
                        expiry(shape.show()),
                        direction(shape.older()));
    }

    private String search(Shape shape) {
        var conditions = expiry(shape.show())
                + edge(shape)
                + (archived(shape.show()).size() == 1 ? " and n.archived = false" : "");
        return database.dialect().search(NoticeStore.COLUMNS, conditions, shape.older());
    }

    private String words(String text, NoticeQuery query) {
        var patterns = new ArrayList<WordPattern>();
        for (var word : Words.of(text)) {
            patterns.add(new WordPattern(word, true));
        }
        var mark = archived(query.show()).contains(true) ? "" : Words.CURRENT;
        var place = mark + query.campus().map(Words::ofCampus).orElse("");
        if (!place.isEmpty()) {
            patterns.add(new WordPattern(place, false));
        }
        return database.dialect().wordsQuery(patterns);
    }

    private static String direction(boolean older) {
        return older ? "desc" : "asc";
    }

    /** Between which times, the first excluded and the last included, a notice of these states is published. */
    private static Window window(Show show, Instant now) {
        return switch (show) {
            case VISIBLE -> new Window(DAWN, now);
            case SCHEDULED -> new Window(now, DUSK);
            case EXPIRED, ALL -> new Window(DAWN, DUSK);
        };
    }

    /** Where the way ends that the cursor begins, unless it is the end of all time: what is not said need not be planned. */
    private static String edge(Shape shape) {
        return shape.older()
                ? shape.show() == Show.SCHEDULED ? " and n.published > :start" : ""
                : shape.show() == Show.VISIBLE ? " and n.published <= :end" : "";
    }

    private static String expiry(Show show) {
        return switch (show) {
            case VISIBLE -> "(n.expires is null or n.expires > :now)";
            case EXPIRED -> "n.expires <= :now";
            case SCHEDULED, ALL -> "true";
        };
    }

    /** An archived notice expired; so lists of what did not need not look there. */
    private static List<Boolean> archived(Show show) {
        return switch (show) {
            case VISIBLE, SCHEDULED -> List.of(false);
            case EXPIRED, ALL -> List.of(false, true);
        };
    }

    /** What a statement depends on; the rest is bound. */
    private record Shape(boolean search, boolean campus, Show show, boolean older, boolean pinned) {}

    private record Window(Instant start, Instant end) {}

    /** The first rows of a result, as many as a list may have, and whether there are more. */
    private record Found(List<Notice> notices, boolean more) {
        /** What a notice takes as JSON besides its texts. */
        private static final int BYTES_OF_NOTICE = 384;

        static Found upTo(int limit, Iterator<Notice> rows) {
            var notices = new ArrayList<Notice>();
            long bytes = 0;
            while (rows.hasNext()) {
                var next = rows.next();
                bytes += BYTES_OF_NOTICE + bytes(next.title()) + bytes(next.description());
                if (notices.size() == limit || (bytes > LARGEST_LIST && !notices.isEmpty())) {
                    return new Found(notices, true);
                }
                notices.add(next);
            }
            return new Found(notices, false);
        }

        private static int bytes(String text) {
            return JsonStringEncoder.getInstance().quoteAsUTF8(text).length;
        }
    }
}
