package tablon.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import tablon.access.Actor;
import tablon.campus.CampusDraft;
import tablon.campus.CampusStore;
import tablon.config.DatabaseAddress;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeQuery;
import tablon.notice.NoticeStore;
import tablon.storage.Database;

/**
 * Measures how the time of the stores' calls grows with the number of notices. A round runs 2,000 warm calls of each kind on
 * each board in turn. Prints the medians of five rounds.
 */
final class Growth {
    private static final int CALLS = Integer.getInteger("calls", 2_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final List<String> ONLY =
            List.of(System.getProperty("only", "").split(";"));
    private static final String WRITE = "a write";
    private static final String CAMPUS_LIST = "campus list";
    private static final String CAMPUS_SEARCH = "search, common, in a campus";
    private static final String STALE_LIST = "campus, 100,000 expired newer";
    private static final String STALE_SEARCH = "search, common, 100,000 expired newer";
    /** Calls on a campus that only the largest board has are compared with these calls on the smallest board. */
    private static final Map<String, String> REFERENCES = Map.of(STALE_LIST, CAMPUS_LIST, STALE_SEARCH, CAMPUS_SEARCH);

    private static final String FIFTY_WORDS = IntStream.range(0, 50)
            .mapToObj(i -> i % 2 == 0 ? Character.toString('a' + i / 2) : "c" + "aeiou".charAt(i / 2 % 5) + i / 10)
            .collect(Collectors.joining(" "));
    /** The maximum time of a cell. A slower cell has fewer calls; the table shows how many. */
    private static final long MAX_CELL_NANOSECONDS = 1_000_000_000L * Integer.getInteger("cellSeconds", 5);

    private Growth() {}

    /** Arguments: {@code sqlite} or {@code postgresql}, a folder for the data, which is reused, and the sizes. */
    public static void main(String[] arguments) throws Exception {
        var sizes = Arrays.stream(arguments).skip(2).map(Integer::parseInt).toList();
        if (arguments[0].equals("sqlite")) {
            var boards = new ArrayList<Board>();
            for (int size : sizes) {
                var folder = Files.createDirectories(Path.of(arguments[1], String.valueOf(size)));
                boards.add(open(
                        size,
                        size == sizes.get(sizes.size() - 1),
                        new DatabaseAddress.Sqlite(folder.resolve("tablon.db"))));
            }
            measure(arguments[0], boards);
        } else {
            try (var postgres = Postgres.start(Files.createDirectories(Path.of(arguments[1])))) {
                var boards = new ArrayList<Board>();
                for (int size : sizes) {
                    boards.add(open(size, size == sizes.get(sizes.size() - 1), address(postgres, size)));
                }
                measure(arguments[0], boards);
            }
        }
    }

    private static DatabaseAddress address(EmbeddedPostgres postgres, int size) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var existing = statement.executeQuery("select 1 from pg_database where datname = 'n" + size + "'")) {
            if (!existing.next()) {
                statement.execute("create database n" + size);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return DatabaseAddress.postgresql(
                Postgres.url(postgres).replaceAll("/postgres$", "/n" + size) + "?reWriteBatchedInserts=true");
    }

    private static Board open(int size, boolean largest, DatabaseAddress address) throws IOException {
        var database = Database.open(address, new SimpleMeterRegistry());
        var campuses = new CampusStore(database, new JournalStore(database, Clock.systemUTC()));
        for (int campus = 0; campus < Notices.CAMPUSES; campus++) {
            campuses.put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("C" + campus, "Campus " + campus));
        }
        campuses.put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of(Notices.STALE, "Todo caducado"));
        long start = System.nanoTime();
        var notices = new Notices(database, address, size, largest);
        if (database.read(new NoticeStore(database, Clock.systemUTC(), "es")::isEmpty)) {
            notices.fill();
        }
        System.err.printf("%,d notices in %d s%n", size, (System.nanoTime() - start) / 1_000_000_000);
        return new Board(size, database, calls(database, size, largest, notices));
    }

    private static Map<String, Consumer<Integer>> calls(Database database, int size, boolean largest, Notices notices) {
        var lists = new NoticeListStore(database, Clock.systemUTC(), "es");
        var store = new NoticeStore(database, Clock.systemUTC(), "es");
        var journal = new JournalStore(database, Clock.systemUTC());
        var ids = notices.visibleIds(1_000);
        var middle = notices.cursorAfter(size / 2);
        var visible = NoticeQuery.visible(NoticeQuery.DEFAULT_LIMIT);
        var calls = new LinkedHashMap<String, Consumer<Integer>>();
        calls.put(
                "first page",
                i -> requireFull(lists.list(visible, Optional.empty()).notices()));
        calls.put(
                "page in the middle",
                i -> requireFull(lists.list(visible, Optional.of(middle)).notices()));
        calls.put(
                CAMPUS_LIST,
                i -> requireFull(lists.list(campus("C3"), Optional.empty()).notices()));
        if (largest) {
            calls.put(
                    STALE_LIST,
                    i -> requireFull(
                            lists.list(campus(Notices.STALE), Optional.empty()).notices()));
        }
        calls.put(
                "search, rare (10 notices)",
                i -> requireNotEmpty(
                        lists.list(search(Notices.RARE), Optional.empty()).notices()));
        calls.put(
                "search, 1 notice of 100",
                i -> requireNotEmpty(
                        lists.list(search(Notices.HUNDREDTH), Optional.empty()).notices()));
        calls.put(
                "search, common (1 of 2)",
                i -> requireFull(
                        lists.list(search(Notices.COMMON), Optional.empty()).notices()));
        calls.put(
                CAMPUS_SEARCH,
                i -> requireFull(lists.list(searchIn("C3", Notices.COMMON), Optional.empty())
                        .notices()));
        if (largest) {
            calls.put(
                    STALE_SEARCH,
                    i -> requireFull(lists.list(searchIn(Notices.STALE, Notices.COMMON), Optional.empty())
                            .notices()));
        }
        calls.put(
                "search, two common",
                i -> requireFull(lists.list(search("m ¿" + Notices.COMMON + "?"), Optional.empty())
                        .notices()));
        calls.put("search, two common, never together", i -> {
            if (!lists.list(search(Notices.COMMON + " " + Notices.OTHER), Optional.empty())
                    .notices()
                    .isEmpty()) {
                throw new IllegalStateException("found together");
            }
        });
        calls.put(
                "search, one letter",
                i -> requireFull(lists.list(search("m"), Optional.empty()).notices()));
        calls.put("search, 50 words", i -> lists.list(search(FIFTY_WORDS), Optional.empty()));
        calls.put("search, a word of 200 letters", i -> lists.list(search("m".repeat(200)), Optional.empty()));
        calls.put(
                "search, common, page in the middle",
                i -> requireFull(
                        lists.list(search(Notices.COMMON), Optional.of(middle)).notices()));
        calls.put("one notice", i -> store.visible(ids.get(i % ids.size()).toString()));
        calls.put(WRITE, i -> {
            var draft = notices.draft(size + i, store.now());
            var written = journal.change(Actor.ADMINISTRATOR, Origin.API, change -> store.create(change, draft));
            Notices.lastWritten = written.id();
        });
        calls.keySet().removeIf(call -> ONLY.stream().noneMatch(call::contains));
        return calls;
    }

    private static NoticeQuery campus(String code) {
        return new NoticeQuery(
                Optional.of(code), Optional.empty(), NoticeQuery.StateFilter.VISIBLE, NoticeQuery.DEFAULT_LIMIT);
    }

    private static NoticeQuery searchIn(String campus, String word) {
        return new NoticeQuery(
                Optional.of(campus), Optional.of(word), NoticeQuery.StateFilter.VISIBLE, NoticeQuery.DEFAULT_LIMIT);
    }

    private static NoticeQuery search(String word) {
        return new NoticeQuery(
                Optional.empty(), Optional.of(word), NoticeQuery.StateFilter.VISIBLE, NoticeQuery.DEFAULT_LIMIT);
    }

    private static void requireFull(List<?> page) {
        if (page.size() != NoticeQuery.DEFAULT_LIMIT) {
            throw new IllegalStateException("a page of " + page.size());
        }
    }

    private static void requireNotEmpty(List<?> page) {
        if (page.isEmpty()) {
            throw new IllegalStateException("nothing found");
        }
    }

    private static void measure(String name, List<Board> boards) {
        var results = new LinkedHashMap<String, List<Result>>();
        for (int round = -1; round < ROUNDS; round++) {
            for (var call : boards.get(boards.size() - 1).calls().keySet()) {
                for (var board : boards) {
                    if (!board.calls().containsKey(call)) {
                        continue;
                    }
                    var result = run(board, call, round < 0 ? CALLS / 2 : CALLS);
                    if (round >= 0) {
                        results.computeIfAbsent(key(call, board), key -> new ArrayList<>())
                                .add(result);
                    }
                }
            }
        }
        System.out.printf("%n%s, %,d calls in each of %d rounds, milliseconds%n%n", name, CALLS, ROUNDS);
        System.out.println("| call | notices | p50 | p99 | p50 to the smallest's | p99 to the smallest's | calls |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|");
        for (var call : boards.get(boards.size() - 1).calls().keySet()) {
            var reference = REFERENCES.getOrDefault(call, call);
            var base = median(Objects.requireNonNull(results.get(key(reference, boards.get(0)))));
            for (var board : boards) {
                if (results.containsKey(key(call, board))) {
                    var own = median(Objects.requireNonNull(results.get(key(call, board))));
                    System.out.printf(
                            "| %s | %,d | %.3f | %.3f | %.2f | %.2f | %,d |%n",
                            call,
                            board.size(),
                            own.p50(),
                            own.p99(),
                            own.p50() / base.p50(),
                            own.p99() / base.p99(),
                            own.calls());
                }
            }
        }
    }

    private static String key(String call, Board board) {
        return call + "\t" + board.size();
    }

    private static Result run(Board board, String name, int calls) {
        var call = Objects.requireNonNull(board.calls().get(name));
        var times = new double[calls];
        long end = System.nanoTime() + MAX_CELL_NANOSECONDS;
        int done = 0;
        while (done < calls && (done < 20 || System.nanoTime() < end)) {
            long start = System.nanoTime();
            try {
                call.accept(done);
            } catch (JdbiException failed) {
                if (!Database.isUnavailable(failed)) {
                    throw failed;
                }
                // cancelled after its timeout: the time counts
            }
            times[done++] = (System.nanoTime() - start) / 1e6;
            if (name.equals(WRITE)) {
                // not timed; keeps the size of the board
                var store = new NoticeStore(board.database(), Clock.systemUTC(), "es");
                var journal = new JournalStore(board.database(), Clock.systemUTC());
                journal.change(Actor.ADMINISTRATOR, Origin.API, change -> {
                    store.withdraw(change, store.editable(change.handle(), Actor.ADMINISTRATOR, Notices.lastWritten));
                    return true;
                });
            }
        }
        var sorted = Arrays.copyOf(times, done);
        Arrays.sort(sorted);
        return new Result(sorted[done / 2], sorted[Math.min(done - 1, done * 99 / 100)], done);
    }

    private static Result median(List<Result> rounds) {
        var p50 = rounds.stream().mapToDouble(Result::p50).sorted().toArray();
        var p99 = rounds.stream().mapToDouble(Result::p99).sorted().toArray();
        return new Result(
                p50[p50.length / 2], p99[p99.length / 2], rounds.get(0).calls());
    }

    private record Board(int size, Database database, Map<String, Consumer<Integer>> calls) {}

    private record Result(double p50, double p99, int calls) {}
}
