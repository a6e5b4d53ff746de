package tablon.news;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import tablon.news.NewsQuery.Show;
import tablon.storage.Database;
import tablon.storage.Dialect.WordPattern;

/** Lists of notices, from the database: each a few ranges of an index, read as far as needed. */
public final class NewsListStore {
    /** Before and after every time that a notice can have. */
    static final Instant DAWN = Instant.parse("0000-01-01T00:00:00Z");

    static final Instant DUSK = Instant.parse("+10000-01-01T00:00:00Z");

    private static final UUID FIRST_ID = new UUID(0, 0);
    private static final UUID LAST_ID = new UUID(-1, -1);

    private final Database database;
    private final Clock clock;

    public NewsListStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The notices that {@code query} asks for, from {@code cursor} on: pinned first and then newest first; in a search
     * newest first, pinned or not.
     */
    public Slice list(NewsQuery query, Optional<Cursor> cursor) {
        boolean older = cursor.map(Cursor::older).orElse(true);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var found = query.search().isPresent()
                ? search(query, query.search().get(), cursor, now)
                : lanes(query, cursor, now);
        boolean more = found.size() > query.limit();
        var news = new ArrayList<>(found.subList(0, Math.min(found.size(), query.limit())));
        if (news.isEmpty()) {
            return new Slice(List.of(), Optional.empty(), Optional.empty());
        }
        if (!older) {
            Collections.reverse(news);
        }
        return new Slice(
                news,
                Optional.of(Cursor.olderThan(news.get(news.size() - 1))).filter(last -> more || !older),
                Optional.of(Cursor.newerThan(news.get(0))).filter(first -> older ? cursor.isPresent() : more));
    }

    /** The pinned and the other notices are two ranges of one index; so are the archived, where they are asked for. */
    private List<News> lanes(NewsQuery query, Optional<Cursor> cursor, Instant now) {
        boolean older = cursor.map(Cursor::older).orElse(true);
        var lanes = new ArrayList<String>();
        for (boolean pinned : new boolean[] {true, false}) {
            boolean passed = cursor.isPresent() && pinned != cursor.get().pinned() && pinned == older;
            boolean entered = cursor.isPresent() && pinned == cursor.get().pinned();
            for (boolean archived : archived(query.show())) {
                if (!passed) {
                    lanes.add(lane(query, pinned, archived, older, entered));
                }
            }
        }
        var sql = String.join("union all\n", lanes)
                + (older
                        ? "order by pinned desc, published desc, id desc limit :limit"
                        : "order by pinned asc, published asc, id asc limit :limit");
        return database.read(handle -> bind(handle.createQuery(sql), query, cursor, now)
                .map(NewsStore.news(now))
                .list());
    }

    private static String lane(NewsQuery query, boolean pinned, boolean archived, boolean older, boolean entered) {
        var from = entered ? "(:published, :id)" : older ? "(:end, :lastId)" : "(:start, :firstId)";
        return """
                select * from (
                    select %s from news n
                    where n.archived = %b and n.pinned = %b %s and (n.published, n.id) %s %s and %s and %s
                    order by n.published %s, n.id %s limit :limit
                ) as lane
                """.formatted(
                        NewsStore.COLUMNS,
                        archived,
                        pinned,
                        query.campus().isPresent() ? "and n.campus = :campus" : "",
                        older ? "<" : ">",
                        from,
                        older ? "n.published > :start" : "n.published <= :end",
                        expiry(query.show()),
                        older ? "desc" : "asc",
                        older ? "desc" : "asc");
    }

    private List<News> search(NewsQuery query, String text, Optional<Cursor> cursor, Instant now) {
        var patterns = new ArrayList<WordPattern>();
        for (var word : Words.of(text)) {
            patterns.add(new WordPattern(word, true));
        }
        if (patterns.isEmpty()) {
            return List.of();
        }
        query.campus().ifPresent(code -> patterns.add(new WordPattern(Words.ofCampus(code), false)));
        boolean older = cursor.map(Cursor::older).orElse(true);
        var conditions = "n.published > :start and n.published <= :end and " + expiry(query.show())
                + (archived(query.show()).size() == 1 ? " and n.archived = false" : "");
        var sql = database.dialect().search(NewsStore.COLUMNS, conditions, older);
        var from = cursor.or(() ->
                Optional.of(new Cursor(true, true, window(query.show(), now).end(), LAST_ID)));
        return database.read(handle -> bind(handle.createQuery(sql), query, from, now)
                .bind("words", database.dialect().wordsQuery(patterns))
                .map(NewsStore.news(now))
                .list());
    }

    private static Query bind(Query statement, NewsQuery query, Optional<Cursor> cursor, Instant now) {
        var window = window(query.show(), now);
        cursor.ifPresent(place -> statement.bind("published", place.published()).bind("id", place.id()));
        query.campus().ifPresent(code -> statement.bind("campus", code));
        return statement
                .bind("start", window.start())
                .bind("end", window.end())
                .bind("firstId", FIRST_ID)
                .bind("lastId", LAST_ID)
                .bind("now", now)
                // one more tells whether the list goes on
                .bind("limit", query.limit() + 1);
    }

    /** Between which times, the first excluded and the last included, a notice of these states is published. */
    private static Window window(Show show, Instant now) {
        return switch (show) {
            case VISIBLE -> new Window(DAWN, now);
            case SCHEDULED -> new Window(now, DUSK);
            case EXPIRED, ALL -> new Window(DAWN, DUSK);
        };
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

    private record Window(Instant start, Instant end) {}
}
