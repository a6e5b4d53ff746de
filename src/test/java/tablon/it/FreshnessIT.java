package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.testing.Client;
import tablon.testing.Exchange;

/** Writers and readers at random, all they did and saw recorded, and the record gone through. */
final class FreshnessIT {
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final int NOTICES = 4;
    private static final int READERS = 6;

    @TempDir
    Path folder;

    @Test
    void noReaderOfOneInstanceSeesTheBoardAsItNoLongerIs() throws Exception {
        try (var board = LaunchedBoard.start(folder, StorageKind.SQLITE.fresh())) {
            run(List.of(board));
        }
    }

    @Test
    void noReaderOfTwoInstancesSeesTheBoardAsItNoLongerIs() throws Exception {
        var settings = StorageKind.POSTGRESQL.fresh();
        try (var first = LaunchedBoard.start(folder.resolve("first"), settings);
                var second = LaunchedBoard.start(folder.resolve("second"), settings)) {
            run(List.of(first, second));
        }
    }

    private static void run(List<LaunchedBoard> boards) throws Exception {
        var notices =
                IntStream.range(0, NOTICES).mapToObj(number -> new Notice()).toList();
        long end = System.nanoTime() + LENGTH.toNanos();
        var work = new ArrayList<Callable<Boolean>>();
        notices.forEach(notice -> work.add(() -> write(notice, boards, end)));
        IntStream.range(0, READERS).forEach(number -> work.add(() -> read(notices, boards, end)));
        var threads = Executors.newFixedThreadPool(work.size());
        try {
            for (var part : threads.invokeAll(work)) {
                part.get();
            }
        } finally {
            threads.shutdownNow();
        }

        for (var notice : notices) {
            assertThat(notice.atItsAddress.violations()).isEmpty();
            assertThat(notice.inTheList.violations()).isEmpty();
            assertThat(notice.atItsAddress.reads() + notice.inTheList.reads()).isGreaterThan(100);
        }
    }

    /** Creates the notice, changes it, lets it expire, deletes it, creates it again. */
    private static boolean write(Notice notice, List<LaunchedBoard> boards, long end) {
        var random = new Random(notice.id.hashCode());
        boolean there = false;
        for (int number = 0; System.nanoTime() < end; number++) {
            var administrator = any(boards, random).administrator();
            var path = "api/news/" + notice.id;
            var body = Notices.notice("v" + number);
            body.put("publicada", "2026-01-01T00:00:00Z");
            Optional<Instant> expires = Optional.empty();
            if (random.nextInt(3) == 0) {
                expires = Optional.of(
                        Instant.now().plusMillis(20 + random.nextInt(200)).truncatedTo(ChronoUnit.MILLIS));
                body.put("caduca", expires.get().toString());
            }
            boolean delete = there && random.nextInt(5) == 0;
            long start = System.nanoTime();
            Exchange answer = delete
                    ? administrator.with("If-Match", "*").delete(path)
                    : administrator
                            .with(there ? "If-Match" : "If-None-Match", "*")
                            .put(path, body);
            if (answer.status() / 100 != 2) {
                throw new AssertionError(answer.status() + " " + answer.text());
            }
            notice.add(new History.Write(start, System.nanoTime(), delete, delete ? Optional.empty() : expires));
            there = !delete;
        }
        return true;
    }

    private static boolean read(List<Notice> notices, List<LaunchedBoard> boards, long end) {
        var random = new Random();
        while (System.nanoTime() < end) {
            var reader = any(boards, random).reader();
            var client = random.nextBoolean() ? reader : reader.with("If-None-Match", "\"x\"");
            if (random.nextBoolean()) {
                readList(notices, client);
            } else {
                readOne(notices.get(random.nextInt(notices.size())), client);
            }
        }
        return true;
    }

    private static void readList(List<Notice> notices, Client client) {
        long start = System.nanoTime();
        var sent = Instant.now();
        var list = client.get("api/news").json();
        var answered = Instant.now();
        long end = System.nanoTime();
        for (var notice : notices) {
            var seen = OptionalInt.empty();
            for (var item : list) {
                if (item.path("id").asText().equals(notice.id.toString())) {
                    seen = version(item);
                }
            }
            notice.inTheList.add(new History.Read(start, end, sent, answered, seen));
        }
    }

    private static void readOne(Notice notice, Client client) {
        long start = System.nanoTime();
        var sent = Instant.now();
        var answer = client.get("api/news/" + notice.id);
        var seen = answer.status() == 200 ? version(answer.json()) : OptionalInt.empty();
        notice.atItsAddress.add(new History.Read(start, System.nanoTime(), sent, Instant.now(), seen));
    }

    private static OptionalInt version(JsonNode notice) {
        return OptionalInt.of(Integer.parseInt(notice.path("titulo").asText().substring(1)));
    }

    private static LaunchedBoard any(List<LaunchedBoard> boards, Random random) {
        return boards.get(random.nextInt(boards.size()));
    }

    /** A notice, and what happened at the two addresses where it is read. */
    private static final class Notice {
        private final UUID id = UUID.randomUUID();
        private final History atItsAddress = new History();
        private final History inTheList = new History();

        void add(History.Write write) {
            atItsAddress.add(write);
            inTheList.add(write);
        }
    }
}
