package tablon.notice;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;
import tablon.notice.NoticeQuery.Show;
import tablon.storage.Database;

/**
 * Lists of notices. A list is made of ranges of the index {@code news_board} or {@code news_campus}: the pinned notices and
 * the others, and in some lists the archived ones, too. Each statement reads no more than a page of each range.
 */
public final class NoticeListStore {
    /** Before and after every time that a notice can have. */
    static final Instant DAWN = Instant.parse("0000-01-01T00:00:00Z");

    static final Instant DUSK = Instant.parse("+10000-01-01T00:00:00Z");

    /** The largest list as JSON, in bytes; a longer one is continued on the next page. */
    static final int LARGEST_LIST = 1_024 * 1_024;

    /** Limits the memory of PostgreSQL's driver, which holds all fetched rows: one may take 80 KB. */
    private static final int FETCHED_AT_ONCE = 25;

    private static final UUID LAST_ID = new UUID(-1, -1);

    /** In the byte order of ids, as both databases compare them. */
    private static final Comparator<Notice> OLDEST_FIRST = Comparator.comparing(Notice::pinned)
            .thenComparing(Notice::published)
            .thenComparing(notice -> notice.id().toString());

    // The list of visible notices, in one statement. Its limit is not bound: PostgreSQL estimates an unknown limit as a
    // tenth of all rows and makes a new plan for each call, which takes longer than running it.

    private static final String VISIBLE_OLDER = """
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version from news
                where archived = false and pinned = true
                    and (published, id) < (:pinnedPublished, :pinnedId)
                    and (expires is null or expires > :now)
                order by published desc, id desc limit <limit>
            ) as pinned
            union all
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version from news
                where archived = false and pinned = false
                    and (published, id) < (:published, :id)
                    and (expires is null or expires > :now)
                order by published desc, id desc limit <limit>
            ) as others
            order by pinned desc, published desc, id desc limit <limit>
            """;

    private static final String VISIBLE_NEWER = """
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version from news
                where archived = false and pinned = true
                    and (published, id) > (:pinnedPublished, :pinnedId) and published <= :now
                    and (expires is null or expires > :now)
                order by published, id limit <limit>
            ) as pinned
            union all
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version from news
                where archived = false and pinned = false
                    and (published, id) > (:published, :id) and published <= :now
                    and (expires is null or expires > :now)
                order by published, id limit <limit>
            ) as others
            order by pinned, published, id limit <limit>
            """;

    private static final String VISIBLE_OLDER_OF_CAMPUS = """
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version from news
                where campus = :campus and archived = false and pinned = true
                    and (published, id) < (:pinnedPublished, :pinnedId)
                    and (expires is null or expires > :now)
                order by published desc, id desc limit <limit>
            ) as pinned
            union all
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version from news
                where campus = :campus and archived = false and pinned = false
                    and (published, id) < (:published, :id)
                    and (expires is null or expires > :now)
                order by published desc, id desc limit <limit>
            ) as others
            order by pinned desc, published desc, id desc limit <limit>
            """;

    private static final String VISIBLE_NEWER_OF_CAMPUS = """
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version from news
                where campus = :campus and archived = false and pinned = true
                    and (published, id) > (:pinnedPublished, :pinnedId) and published <= :now
                    and (expires is null or expires > :now)
                order by published, id limit <limit>
            ) as pinned
            union all
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version from news
                where campus = :campus and archived = false and pinned = false
                    and (published, id) > (:published, :id) and published <= :now
                    and (expires is null or expires > :now)
                order by published, id limit <limit>
            ) as others
            order by pinned, published, id limit <limit>
            """;

    // One range of any other list. SQLite recompiles a statement when a bound value changes that is its limit, or that
    // is
    // compared with a column in the condition of a partial index: hence the cast and "not :current".

    private static final String RANGE_OLDER = """
            select id, title, description, campus, published, updated, expires, pinned, version from news
            where archived = not :current and pinned = :pinned
                and (published, id) < (:published, :id) and published > :until
                and (:expired or expires is null or expires > :now) and (:unexpired or expires <= :now)
            order by published desc, id desc
            limit cast(:limit as integer)
            """;

    private static final String RANGE_NEWER = """
            select id, title, description, campus, published, updated, expires, pinned, version from news
            where archived = not :current and pinned = :pinned
                and (published, id) > (:published, :id) and published <= :until
                and (:expired or expires is null or expires > :now) and (:unexpired or expires <= :now)
            order by published, id
            limit cast(:limit as integer)
            """;

    private static final String RANGE_OLDER_OF_CAMPUS = """
            select id, title, description, campus, published, updated, expires, pinned, version from news
            where campus = :campus and archived = not :current and pinned = :pinned
                and (published, id) < (:published, :id) and published > :until
                and (:expired or expires is null or expires > :now) and (:unexpired or expires <= :now)
            order by published desc, id desc
            limit cast(:limit as integer)
            """;

    private static final String RANGE_NEWER_OF_CAMPUS = """
            select id, title, description, campus, published, updated, expires, pinned, version from news
            where campus = :campus and archived = not :current and pinned = :pinned
                and (published, id) > (:published, :id) and published <= :until
                and (:expired or expires is null or expires > :now) and (:unexpired or expires <= :now)
            order by published, id
            limit cast(:limit as integer)
            """;

    private final Database database;
    private final WordIndex index;
    private final Clock clock;

    public NoticeListStore(Database database, Clock clock) {
        this.database = database;
        this.index = WordIndex.of(database.kind());
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
        var found = database.read(handle -> found(handle, query, from, now));
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

    /** Clamps a cursor to the window of this list: it may be of another list. Without one, the list begins at its top. */
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

    private Found found(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        var statements = statements(handle, query, from, now);
        if (statements.size() == 1) {
            return found(statements.get(0), query.limit(), now);
        }
        if (database.kind() == Database.Kind.POSTGRESQL) {
            // READ COMMITTED would show a notice twice or not at all that is pinned or archived between two statements;
            // on SQLite, a transaction reads one snapshot
            handle.execute("set transaction isolation level repeatable read, read only");
        }
        var rows = new ArrayList<Notice>();
        for (var statement : statements) {
            var found = found(statement, query.limit(), now);
            rows.addAll(found.notices());
            found.next().ifPresent(rows::add);
        }
        rows.sort(from.older() ? OLDEST_FIRST.reversed() : OLDEST_FIRST);
        return Found.upTo(query.limit(), rows.iterator());
    }

    private static Found found(Query statement, int limit, Instant now) {
        try (var rows = statement
                .setFetchSize(FETCHED_AT_ONCE)
                .map(NoticeStore.notice(now))
                .iterator()) {
            return Found.upTo(limit, rows);
        }
    }

    /** The statements whose rows, merged, are the notices beyond {@code from}: those of a page and one more. */
    List<Query> statements(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        if (query.search().isPresent()) {
            return List.of(search(handle, query, from, now));
        }
        if (query.show() == Show.VISIBLE) {
            return List.of(visible(handle, query, from, now));
        }
        var ranges = new ArrayList<Query>();
        for (boolean current : query.show().expired() ? List.of(true, false) : List.of(true)) {
            for (boolean pinned : List.of(true, false)) {
                ranges.add(range(handle, query, start(pinned, from, window(query.show(), now)), now)
                        .bind("current", current)
                        .bind("pinned", pinned));
            }
        }
        return ranges;
    }

    private static Query visible(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        var pinned = start(true, from, window(Show.VISIBLE, now));
        var others = start(false, from, window(Show.VISIBLE, now));
        var statement = query.campus().isPresent()
                ? handle.createQuery(from.older() ? VISIBLE_OLDER_OF_CAMPUS : VISIBLE_NEWER_OF_CAMPUS)
                        .bind("campus", query.campus().get())
                : handle.createQuery(from.older() ? VISIBLE_OLDER : VISIBLE_NEWER);
        return statement
                .define("limit", query.limit() + 1)
                .bind("pinnedPublished", pinned.published())
                .bind("pinnedId", pinned.id())
                .bind("published", others.published())
                .bind("id", others.id())
                .bind("now", now);
    }

    private static Query range(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        var statement = query.campus().isPresent()
                ? handle.createQuery(from.older() ? RANGE_OLDER_OF_CAMPUS : RANGE_NEWER_OF_CAMPUS)
                        .bind("campus", query.campus().get())
                : handle.createQuery(from.older() ? RANGE_OLDER : RANGE_NEWER);
        // only a plan for these values finds the few that expired and are not archived yet, by news_expiry
        return bind(statement, query, from, now).addCustomizer(new PlanForValues());
    }

    private Query search(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        var words = Words.of(query.search().orElseThrow());
        var mark = (query.show().expired() ? "" : Words.CURRENT)
                + query.campus().map(Words::ofCampus).orElse("");
        var statement =
                index.search(handle, from.older(), words, Optional.of(mark).filter(word -> !word.isEmpty()));
        // a plan for any words collects all notices of a common one
        return bind(statement, query, from, now).addCustomizer(new PlanForValues());
    }

    /** Binds the place at which a statement begins, the time at which it ends, and which of the notices it shows. */
    private static Query bind(Query statement, NoticeQuery query, Cursor from, Instant now) {
        var window = window(query.show(), now);
        return statement
                .bind("published", from.published())
                .bind("id", from.id())
                .bind("until", from.older() ? window.start() : window.end())
                .bind("now", now)
                .bind("expired", query.show().expired())
                .bind("unexpired", query.show().unexpired())
                .bind("limit", query.limit() + 1);
    }

    /** The place from which the pinned notices, or the others, are read if the list goes on at {@code from}. */
    private static Cursor start(boolean pinned, Cursor from, Window window) {
        if (pinned == from.pinned()) {
            return from;
        }
        boolean passed = pinned == from.older();
        if (from.older()) {
            return new Cursor(true, pinned, passed ? DAWN : window.end(), LAST_ID);
        }
        return new Cursor(false, pinned, passed ? DUSK : window.start(), LAST_ID);
    }

    private static Slice slice(Found found, boolean older, boolean within) {
        boolean more = found.next().isPresent();
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

    private static Window window(Show show, Instant now) {
        return switch (show) {
            case VISIBLE -> new Window(DAWN, now);
            case SCHEDULED -> new Window(now, DUSK);
            case EXPIRED, ALL -> new Window(DAWN, DUSK);
        };
    }

    /** The times of publication that a list shows: after {@code start}, and up to and including {@code end}. */
    private record Window(Instant start, Instant end) {}

    /** The notices of a page, and the one after them if there is one. */
    private record Found(List<Notice> notices, Optional<Notice> next) {
        /** The size of a notice as JSON without its texts. */
        private static final int BYTES_OF_NOTICE = 384;

        static Found upTo(int limit, Iterator<Notice> rows) {
            var notices = new ArrayList<Notice>();
            long bytes = 0;
            while (rows.hasNext()) {
                var next = rows.next();
                bytes += BYTES_OF_NOTICE + bytes(next.title()) + bytes(next.description());
                if (notices.size() == limit || (bytes > LARGEST_LIST && !notices.isEmpty())) {
                    return new Found(notices, Optional.of(next));
                }
                notices.add(next);
            }
            return new Found(notices, Optional.empty());
        }

        private static int bytes(String text) {
            return JsonStringEncoder.getInstance().quoteAsUTF8(text).length;
        }
    }

    /**
     * Has PostgreSQL plan a statement for its values each time. Set for a statement and not for the connection, since
     * planning most lists takes longer than running them, and since a connection pooler may refuse the setting.
     */
    private static final class PlanForValues implements StatementCustomizer {
        @Override
        public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
            if (statement.isWrapperFor(PGStatement.class)) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
        }
    }
}
