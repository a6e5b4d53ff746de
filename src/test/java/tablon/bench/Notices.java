package tablon.bench;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import tablon.config.DatabaseAddress;
import tablon.notice.ArchiveStore;
import tablon.notice.Archiver;
import tablon.notice.Cursor;
import tablon.notice.NoticeDraft;
import tablon.storage.Database;

/**
 * Generates notices: words of Spanish syllables with a Zipf distribution, at most one notice a minute, in ten campuses. One
 * notice in ten has expired, a few are pinned. Another campus has 100 old visible notices and 100,000 newer expired ones.
 */
final class Notices {
    static final int CAMPUSES = 10;
    static final String STALE = "CADUCO";
    static final String RARE = "zzyzx";
    static final String HUNDREDTH = "qwertz";
    static final String COMMON = "matricula";
    static final String OTHER = "horario";
    static UUID lastWritten = new UUID(0, 0);

    private static final int STALE_NOTICES = 100_000;
    private static final int STALE_VISIBLE = 100;
    private static final int BATCH = 10_000;
    private static final int VOCABULARY = 20_000;
    private static final List<String> SYLLABLES = List.of(
            "ca", "de", "la", "me", "ri", "to", "sa", "que", "no", "ba", "tra", "mi", "lo", "pe", "gra", "da", "cion",
            "ta", "ve", "ni", "ro", "cu", "fe", "ja", "llo", "ma", "ne", "pu", "re", "si", "tu", "vi", "za", "es",
            "in");

    private final Database database;
    private final DatabaseAddress address;
    private final int size;
    private final boolean withStale;
    private final Random random = new Random(20190319);
    private final String[] vocabulary = new String[VOCABULARY];
    private final double[] cumulated = new double[VOCABULARY];
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Notices(Database database, DatabaseAddress address, int size, boolean withStale) {
        this.database = database;
        this.address = address;
        this.size = size;
        this.withStale = withStale;
        double sum = 0;
        var known = new LinkedHashSet<String>();
        while (known.size() < VOCABULARY) {
            var word = new StringBuilder();
            // frequent words are short, as in natural languages
            int syllables = 1 + random.nextInt(2) + (known.size() > 100 ? 1 + random.nextInt(2) : 0);
            for (int i = 0; i < syllables; i++) {
                word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
            known.add(word.toString());
        }
        int rank = 0;
        for (var word : known) {
            vocabulary[rank] = word;
            sum += 1.0 / (rank + 1);
            cumulated[rank++] = sum;
        }
    }

    /** Inserts all notices, archives the expired ones with {@link Archiver}, and analyzes the table on PostgreSQL. */
    void fill() {
        boolean postgresql = database.kind() == Database.Kind.POSTGRESQL;
        // creating the index afterwards is faster than updating it for each row
        var index = postgresql
                ? database.read(
                        handle -> handle.createQuery("select indexdef from pg_indexes where indexname = 'news_words'")
                                .mapTo(String.class)
                                .one())
                : "";
        if (postgresql) {
            database.write(handle -> handle.execute("drop index news_words"));
        }
        int stale = withStale ? STALE_NOTICES + STALE_VISIBLE : 0;
        for (int from = 0; from < size + stale; from += BATCH) {
            int first = from;
            database.write(handle -> batch(handle, first, Math.min(first + BATCH, size + stale)));
        }
        if (postgresql) {
            executeWithoutTimeout(index);
        }
        archive();
        if (postgresql) {
            executeWithoutTimeout("vacuum (analyze) news");
        }
    }

    /** Uses its own connection: those of the board have a timeout of 25 seconds. */
    private void executeWithoutTimeout(String sql) {
        var server = (DatabaseAddress.Postgresql) address;
        try (var connection = DriverManager.getConnection(
                        server.jdbcUrl(),
                        server.user().orElse(""),
                        server.password().orElse(""));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private boolean batch(Handle handle, int from, int to) {
        boolean postgresql = database.kind() == Database.Kind.POSTGRESQL;
        // PostgreSQL indexes the words with the row, SQLite in a table of its own
        var notices = handle.prepareBatch(postgresql ? """
                insert into news (id, title, description, campus, published, expires, updated, pinned, words)
                values (:id, :title, :description, :campus, :published, :expires, :published, :pinned,
                    array_to_tsvector(string_to_array(:words, ' ')))
                """ : """
                insert into news (id, title, description, campus, published, expires, updated, pinned)
                values (:id, :title, :description, :campus, :published, :expires, :published, :pinned)
                """);
        var words = handle.prepareBatch(
                "insert into news_words (rowid, words) select position, :words from news where id = :id");
        // newest first, in the order of SQLite's word index
        for (int i = to - 1; i >= from; i--) {
            var draft = i < size ? boardDraft(i) : staleDraft(i - size);
            var id = id(i, draft.published().orElseThrow());
            var indexed = new LinkedHashSet<String>();
            indexed.add("¶");
            indexed.add("¶§" + draft.campus().toLowerCase(Locale.ROOT));
            indexed.add("§" + draft.campus().toLowerCase(Locale.ROOT));
            indexed.addAll(List.of((draft.title() + " " + draft.description()).split(" ")));
            notices.bind("id", id).bindMethods(draft);
            (postgresql ? notices : words.bind("id", id)).bind("words", String.join(" ", indexed));
            notices.add();
            if (!postgresql) {
                words.add();
            }
        }
        notices.execute();
        if (!postgresql) {
            words.execute();
        }
        return true;
    }

    private void archive() {
        var archiver = new Archiver(new ArchiveStore(database, Clock.systemUTC(), "es"));
        try (archiver) {
            archiver.start();
            var before = now.minus(Duration.ofHours(1));
            while (database.read(handle -> handle.createQuery(
                            "select exists (select 1 from news where archived = false and expires < :before)")
                    .bind("before", before)
                    .mapTo(Boolean.class)
                    .one())) {
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    /** A higher number is a newer notice. */
    private NoticeDraft boardDraft(int number) {
        var published = now.minusSeconds(86_400 + 60L * (size - number));
        return draft(number, published);
    }

    private NoticeDraft staleDraft(int number) {
        boolean visible = number < STALE_VISIBLE;
        var published = now.minusSeconds(86_400L + (visible ? 10_000_000 : 0) + 60L * (STALE_NOTICES - number));
        return new NoticeDraft(
                text(5),
                text(25) + " " + COMMON,
                STALE,
                Optional.empty(),
                Optional.of(published),
                visible ? Optional.empty() : Optional.of(published.plusSeconds(30)),
                false);
    }

    NoticeDraft draft(int number, Instant published) {
        var searched = " " + (number % 2 == 0 ? COMMON : OTHER)
                + (number % 100 == 0 ? " " + HUNDREDTH : "")
                + (number % Math.max(1, size / 10) == 0 ? " " + RARE : "");
        return new NoticeDraft(
                text(6),
                text(25) + searched,
                "C" + number / 2 % CAMPUSES,
                Optional.empty(),
                Optional.of(published.truncatedTo(ChronoUnit.MILLIS)),
                number % 10 == 9 ? Optional.of(published.plusSeconds(3600)) : Optional.empty(),
                number % (size / 10) == 7);
    }

    private String text(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[VOCABULARY - 1]);
            text.append(i == 0 ? "" : " ").append(vocabulary[Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found)]);
        }
        return text.toString();
    }

    private static UUID id(int number, Instant published) {
        return new UUID(published.toEpochMilli() << 16 | 0x7000 | number & 0xFFF, 0x8000000000000000L | number);
    }

    List<UUID> visibleIds(int count) {
        return database.read(handle -> handle.createQuery("""
                        select id from news where expires is null and published < :now
                        order by id desc limit :count
                        """)
                .bind("now", now)
                .bind("count", Math.min(count, size / 2))
                .mapTo(UUID.class)
                .list());
    }

    /** The cursor after {@code skipped} notices that are not pinned. */
    Cursor cursorAfter(int skipped) {
        return database.read(handle -> handle.createQuery("""
                        select id, published from news where archived = false and pinned = false
                        order by published desc, id desc limit 1 offset :skipped
                        """)
                .bind("skipped", skipped)
                .map(row -> new Cursor(
                        true, false, row.getColumn("published", Instant.class), row.getColumn("id", UUID.class)))
                .one());
    }
}
