package tablon.notice;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tablon.notice.NoticeQuery.StateFilter;
import tablon.storage.CustomPlan;
import tablon.storage.Database;

/**
 * Lists of notices, by keyset pagination. A list consists of ranges of the index {@code news_board} or {@code news_campus}:
 * pinned notices and the others, and in some lists archived ones. Each statement reads at most one page of each range.
 */
public final class NoticeListStore {
    /** Earlier than the publication of any notice. */
    static final Instant MIN_TIME = Instant.parse("0000-01-01T00:00:00Z");

    /** Later than the publication of any notice. */
    static final Instant MAX_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    /** The maximum size of a page as JSON; a longer list continues on the next page. */
    static final int MAX_LIST_BYTES = 1_024 * 1_024;

    private static final int MAX_OF_AUTHOR = 1_000;

    /** Limits the memory of PostgreSQL's driver, which keeps all fetched rows: a row may take 80 KB. */
    private static final int FETCH_SIZE = 25;

    static final UUID MIN_ID = new UUID(0, 0);
    static final UUID MAX_ID = new UUID(-1, -1);

    /** Compares ids as text: both databases order them by their bytes, {@link UUID#compareTo} does not. */
    private static final Comparator<Notice> OLDEST_FIRST = Comparator.comparing(Notice::pinned)
            .thenComparing(Notice::published)
            .thenComparing(notice -> notice.id().toString());

    // The list of visible notices, in one statement. The limit is not bound: for an unknown limit PostgreSQL assumes a
    // tenth of all rows and plans each call anew, which takes longer than running it.

    private static final String VISIBLE_OLDER = """
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                    author_name, labels, starts, ends, whole_days, place, revised from news
                where archived = false and pinned = true
                    and (published, id) < (:pinnedPublished, :pinnedId)
                    and (expires is null or expires > :now)
                order by published desc, id desc limit <limit>
            ) as pinned
            union all
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                    author_name, labels, starts, ends, whole_days, place, revised from news
                where archived = false and pinned = false
                    and (published, id) < (:published, :id)
                    and (expires is null or expires > :now)
                order by published desc, id desc limit <limit>
            ) as others
            order by pinned desc, published desc, id desc limit <limit>
            """;

    private static final String VISIBLE_NEWER = """
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                    author_name, labels, starts, ends, whole_days, place, revised from news
                where archived = false and pinned = true
                    and (published, id) > (:pinnedPublished, :pinnedId) and published <= :now
                    and (expires is null or expires > :now)
                order by published, id limit <limit>
            ) as pinned
            union all
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                    author_name, labels, starts, ends, whole_days, place, revised from news
                where archived = false and pinned = false
                    and (published, id) > (:published, :id) and published <= :now
                    and (expires is null or expires > :now)
                order by published, id limit <limit>
            ) as others
            order by pinned, published, id limit <limit>
            """;

    private static final String VISIBLE_OLDER_OF_CAMPUS = """
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                    author_name, labels, starts, ends, whole_days, place, revised from news
                where campus = :campus and archived = false and pinned = true
                    and (published, id) < (:pinnedPublished, :pinnedId)
                    and (expires is null or expires > :now)
                order by published desc, id desc limit <limit>
            ) as pinned
            union all
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                    author_name, labels, starts, ends, whole_days, place, revised from news
                where campus = :campus and archived = false and pinned = false
                    and (published, id) < (:published, :id)
                    and (expires is null or expires > :now)
                order by published desc, id desc limit <limit>
            ) as others
            order by pinned desc, published desc, id desc limit <limit>
            """;

    private static final String VISIBLE_NEWER_OF_CAMPUS = """
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                    author_name, labels, starts, ends, whole_days, place, revised from news
                where campus = :campus and archived = false and pinned = true
                    and (published, id) > (:pinnedPublished, :pinnedId) and published <= :now
                    and (expires is null or expires > :now)
                order by published, id limit <limit>
            ) as pinned
            union all
            select * from (
                select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                    author_name, labels, starts, ends, whole_days, place, revised from news
                where campus = :campus and archived = false and pinned = false
                    and (published, id) > (:published, :id) and published <= :now
                    and (expires is null or expires > :now)
                order by published, id limit <limit>
            ) as others
            order by pinned, published, id limit <limit>
            """;

    // One range of any other list. SQLite recompiles a statement when its bound limit changes, or a bound value that is
    // compared with a column in the condition of a partial index. The cast and "not :current" prevent that.

    private static final String RANGE_OLDER = """
            select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                author_name, labels, starts, ends, whole_days, place, revised from news
            where archived = not :current and pinned = :pinned
                and (published, id) < (:published, :id) and published > :until
                and (:expired or expires is null or expires > :now) and (:unexpired or expires <= :now)
                and <editable>
            order by published desc, id desc
            limit cast(:limit as integer)
            """;

    private static final String RANGE_NEWER = """
            select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                author_name, labels, starts, ends, whole_days, place, revised from news
            where archived = not :current and pinned = :pinned
                and (published, id) > (:published, :id) and published <= :until
                and (:expired or expires is null or expires > :now) and (:unexpired or expires <= :now)
                and <editable>
            order by published, id
            limit cast(:limit as integer)
            """;

    private static final String RANGE_OLDER_OF_CAMPUS = """
            select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                author_name, labels, starts, ends, whole_days, place, revised from news
            where campus = :campus and archived = not :current and pinned = :pinned
                and (published, id) < (:published, :id) and published > :until
                and (:expired or expires is null or expires > :now) and (:unexpired or expires <= :now)
                and <editable>
            order by published desc, id desc
            limit cast(:limit as integer)
            """;

    private static final String RANGE_NEWER_OF_CAMPUS = """
            select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                author_name, labels, starts, ends, whole_days, place, revised from news
            where campus = :campus and archived = not :current and pinned = :pinned
                and (published, id) > (:published, :id) and published <= :until
                and (:expired or expires is null or expires > :now) and (:unexpired or expires <= :now)
                and <editable>
            order by published, id
            limit cast(:limit as integer)
            """;

    /** {@link tablon.access.Rights#mayEdit} for the account {@code :editor}, in a list of hidden notices. */
    private static final String EDITABLE = """
            (author = :editor or campus in (
                select shared.code from campus shared
                join account_campus on account_campus.campus = shared.code
                where account_campus.account = :editor and shared.shared = true))
            """;

    private final Database database;
    private final WordIndex index;
    private final Clock clock;
    private final String boardLanguage;

    /** @param boardLanguage the language (BCP 47) of notices that were stored without one */
    public NoticeListStore(Database database, Clock clock, String boardLanguage) {
        this.database = database;
        this.index = WordIndex.of(database.kind());
        this.clock = clock;
        this.boardLanguage = boardLanguage;
    }

    /**
     * The page of {@code query} that follows {@code cursor}, or the first page: pinned notices first, then newest first; in
     * a search newest first, pinned or not.
     */
    public Slice list(NoticeQuery query, Optional<Cursor> cursor) {
        if (query.filter().matchesNothing()) {
            return new Slice(List.of(), Optional.empty(), Optional.empty());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var from = clamp(cursor, window(query.states(), now));
        var found = database.read(handle -> found(handle, query, from, now));
        return slice(found, from.older(), cursor.isPresent());
    }

    /** The notices of one author in any state, the newest first: at most 1,000 or about 1 MiB on a page. */
    public Slice ofAuthor(UUID author, Optional<Cursor> cursor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var from = cursor.orElse(new Cursor(true, false, MAX_TIME, MAX_ID));
        var found =
                database.read(handle -> found(ofAuthor(handle, author, from, MAX_OF_AUTHOR + 1), MAX_OF_AUTHOR, now));
        return slice(found, true, cursor.isPresent());
    }

    static Query ofAuthor(Handle handle, UUID author, Cursor from, int limit) {
        return handle.createQuery("select " + NoticeStore.COLUMNS + """
                         from news n
                        where n.author = :author and (n.published, n.id) < (:published, :id)
                        order by n.published desc, n.id desc limit <limit>
                        """)
                .define("limit", limit)
                .bind("author", author)
                .bind("published", from.published())
                .bind("id", from.id());
    }

    /** The number of notices that a search finds, at most {@code most}: it counts no further. */
    public int count(NoticeQuery query, int most) {
        if (query.filter().matchesNothing()) {
            return 0;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.read(
                handle -> count(handle, query, most, now).mapTo(Integer.class).one());
    }

    /**
     * The first time after {@code now} at which a notice appears or expires or an event ends; empty if there is none. Events on
     * whole days, and those without an end, end at midnight.
     */
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
                            union all
                            select min(ends) from news
                            where archived = false and starts is not null and whole_days = false and ends > :now
                        ) as moments
                        """).bind("now", now).mapTo(Instant.class).findFirst());
    }

    /**
     * The ids of the newest visible notices, pinned or not, with the time since which each is shown as it is now.
     *
     * @param from the place of the first one; empty for the newest of all
     */
    public List<Dated> newest(Optional<Cursor> from, int limit) {
        return database.read(handle -> newest(handle, from, limit, clock.instant())
                .map((row, context) -> {
                    var times = context.findColumnMapperFor(Instant.class).orElseThrow();
                    var published = times.map(row, 2, context);
                    var updated = times.map(row, 3, context);
                    return new Dated(
                            context.findColumnMapperFor(UUID.class)
                                    .orElseThrow()
                                    .map(row, 1, context),
                            published.isAfter(updated) ? published : updated);
                })
                .list());
    }

    /**
     * The places at which a list of {@link #newest} continues, if each part of it has {@code size} notices: of the first
     * notice of each part but the first part.
     */
    public List<Cursor> partsOfNewest(int size) {
        return database.read(handle -> partsOfNewest(handle, size, clock.instant())
                .map((row, context) -> new Cursor(
                        true,
                        false,
                        context.findColumnMapperFor(Instant.class).orElseThrow().map(row, 1, context),
                        context.findColumnMapperFor(UUID.class).orElseThrow().map(row, 2, context)))
                .list());
    }

    static Query partsOfNewest(Handle handle, int size, Instant now) {
        return handle.createQuery("""
                        select published, id from (
                            select published, id, row_number() over (order by published desc, id desc) as place from news
                            where archived = false and published <= :now and (expires is null or expires > :now)
                        ) as visible
                        where place > 1 and place % <size> = 1
                        order by published desc, id desc
                        """).define("size", size).bind("now", now);
    }

    static Query newest(Handle handle, Optional<Cursor> from, int limit, Instant now) {
        var place = clamp(from.filter(Cursor::older), window(StateFilter.VISIBLE, now));
        return handle.createQuery("""
                        select * from (
                            select id, published, updated from news
                            where archived = false and pinned = true and (published, id) <= (:published, :id)
                                and (expires is null or expires > :now)
                            order by published desc, id desc limit <limit>
                        ) as pinned
                        union all
                        select * from (
                            select id, published, updated from news
                            where archived = false and pinned = false and (published, id) <= (:published, :id)
                                and (expires is null or expires > :now)
                            order by published desc, id desc limit <limit>
                        ) as others
                        order by published desc, id desc limit <limit>
                        """)
                .define("limit", limit)
                .bind("published", place.published())
                .bind("id", place.id())
                .bind("now", now);
    }

    /** The id of a notice and the time of its last visible change. */
    public record Dated(UUID id, Instant changed) {}

    /** The start of the page: the cursor, clamped to the window as it may be of another list, or the top of the list. */
    private static Cursor clamp(Optional<Cursor> cursor, Window window) {
        var from = cursor.orElse(new Cursor(true, true, window.end(), MAX_ID));
        if (from.older() && from.published().isAfter(window.end())) {
            return new Cursor(true, from.pinned(), window.end(), MAX_ID);
        }
        if (!from.older() && !from.published().isAfter(window.start())) {
            return new Cursor(false, from.pinned(), window.start(), MAX_ID);
        }
        return from;
    }

    private Found found(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        var statements = statements(handle, query, from, now);
        if (statements.size() == 1) {
            return found(statements.get(0), query.limit(), now);
        }
        readSnapshot(database, handle);
        var rows = new ArrayList<Notice>();
        for (var statement : statements) {
            var found = found(statement, query.limit(), now);
            rows.addAll(found.notices());
            found.next().ifPresent(rows::add);
        }
        rows.sort(from.older() ? OLDEST_FIRST.reversed() : OLDEST_FIRST);
        return Found.upTo(query.limit(), rows.iterator());
    }

    /**
     * Makes the statements that follow read one snapshot. At READ COMMITTED, a notice that is changed between two of them would
     * be listed twice or never; an SQLite transaction always reads one.
     */
    static void readSnapshot(Database database, Handle handle) {
        if (database.kind() == Database.Kind.POSTGRESQL) {
            handle.execute("set transaction isolation level repeatable read, read only");
        }
    }

    private Found found(Query statement, int limit, Instant now) {
        try (var rows = statement
                .setFetchSize(FETCH_SIZE)
                .map(NoticeStore.notice(now, boardLanguage))
                .iterator()) {
            return Found.upTo(limit, rows);
        }
    }

    /** The statements whose merged rows are the page after {@code from} and one more notice. */
    List<Query> statements(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        if (query.isIndexed()) {
            return List.of(search(handle, query, from, now));
        }
        if (query.states() == StateFilter.VISIBLE) {
            return List.of(visible(handle, query, from, now));
        }
        var ranges = new ArrayList<Query>();
        for (boolean current : query.states().expired() ? List.of(true, false) : List.of(true)) {
            for (boolean pinned : List.of(true, false)) {
                ranges.add(range(handle, query, start(pinned, from, window(query.states(), now)), now)
                        .bind("current", current)
                        .bind("pinned", pinned));
            }
        }
        return ranges;
    }

    private static Query visible(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        var pinned = start(true, from, window(StateFilter.VISIBLE, now));
        var others = start(false, from, window(StateFilter.VISIBLE, now));
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
        // a generic plan does not use news_expiry to find the few notices that expired and are not archived yet
        return bind(statement, query, from, query.limit() + 1, now).addCustomizer(new CustomPlan());
    }

    private Query search(Handle handle, NoticeQuery query, Cursor from, Instant now) {
        var statement = index.search(handle, from.older(), words(query.filter()), markers(handle, query));
        // a generic plan collects all notices with a common word
        return bind(statement, query, from, query.limit() + 1, now).addCustomizer(new CustomPlan());
    }

    Query count(Handle handle, NoticeQuery query, int most, Instant now) {
        var statement = index.count(handle, words(query.filter()), markers(handle, query));
        var from = clamp(Optional.empty(), window(query.states(), now));
        return bind(statement, query, from, most, now).addCustomizer(new CustomPlan());
    }

    static Set<String> words(NoticeFilter filter) {
        return filter.search().map(Words::of).orElse(Set.of());
    }

    private static List<Set<String>> markers(Handle handle, NoticeQuery query) {
        return markers(handle, query.filter(), !query.states().expired());
    }

    /**
     * The words that restrict a list to the states and the filters: a notice has one of each set.
     *
     * @param current whether archived notices are left out
     */
    static List<Set<String>> markers(Handle handle, NoticeFilter filter, boolean current) {
        var markers = new ArrayList<Set<String>>();
        var place = (current ? Words.CURRENT : "")
                + filter.campus().map(Words::ofCampus).orElse("");
        if (!place.isEmpty()) {
            markers.add(Set.of(place));
        }
        filter.label().ifPresent(name -> {
            var forms = LabelStore.markers(handle, name);
            markers.add(forms.isEmpty() ? Set.of(Words.NOTHING) : forms);
        });
        if (filter.events()) {
            markers.add(Set.of(Words.EVENT));
        }
        return markers;
    }

    /** Binds the sort key after which a statement starts, the time at which it ends, its filters and its limit. */
    private static Query bind(Query statement, NoticeQuery query, Cursor from, int limit, Instant now) {
        var window = window(query.states(), now);
        query.editor().ifPresent(account -> statement.bind("editor", account));
        return statement
                .define("editable", query.editor().isPresent() ? EDITABLE : "true")
                .bind("published", from.published())
                .bind("id", from.id())
                .bind("until", from.older() ? window.start() : window.end())
                .bind("now", now)
                .bind("expired", query.states().expired())
                .bind("unexpired", query.states().unexpired())
                .bind("limit", limit);
    }

    /** The position after which pinned notices, or the others, are read in a list that continues at {@code from}. */
    private static Cursor start(boolean pinned, Cursor from, Window window) {
        if (pinned == from.pinned()) {
            return from;
        }
        boolean passed = pinned == from.older();
        if (from.older()) {
            return new Cursor(true, pinned, passed ? MIN_TIME : window.end(), MAX_ID);
        }
        return new Cursor(false, pinned, passed ? MAX_TIME : window.start(), MAX_ID);
    }

    private static Slice slice(Found found, boolean older, boolean hasCursor) {
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
                Optional.of(Cursor.newerThan(notices.get(0))).filter(first -> older ? hasCursor : more));
    }

    private static Window window(StateFilter states, Instant now) {
        return switch (states) {
            case VISIBLE -> new Window(MIN_TIME, now);
            case SCHEDULED -> new Window(now, MAX_TIME);
            default -> new Window(MIN_TIME, MAX_TIME);
        };
    }

    /** The times of publication in a list: after {@code start}, up to and including {@code end}. */
    private record Window(Instant start, Instant end) {}

    /** The notices of a page, and the notice after them if there is one. */
    private record Found(List<Notice> notices, Optional<Notice> next) {
        /** A notice as JSON without title and description is smaller, if the board's address has up to 40 bytes. */
        private static final int NOTICE_OVERHEAD_BYTES = 512;

        static Found upTo(int limit, Iterator<Notice> rows) {
            var notices = new ArrayList<Notice>();
            long bytes = 0;
            while (rows.hasNext()) {
                var next = rows.next();
                bytes += NOTICE_OVERHEAD_BYTES + bytes(next.title()) + bytes(next.description());
                if (notices.size() == limit || (bytes > MAX_LIST_BYTES && !notices.isEmpty())) {
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
}
