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

/** Random concurrent writes and reads are recorded; {@link History} checks that no read was stale. */
final class FreshnessIT {
    private static final Duration DURATION = Duration.ofSeconds(30);
    private static final int NOTICES = 4;
    private static final int READERS = 6;

    @TempDir
    Path folder;

    @Test
    void noReadIsStaleOnOneInstance() throws Exception {
        try (var board = LaunchedBoard.start(folder, StorageKind.SQLITE.freshSettings())) {
            run(List.of(board));
        }
    }

    @Test
    void noReadIsStaleOnTwoInstances() throws Exception {
        var settings = StorageKind.POSTGRESQL.freshSettings();
        try (var first = LaunchedBoard.start(folder.resolve("first"), settings);
                var second = LaunchedBoard.start(folder.resolve("second"), settings)) {
            run(List.of(first, second));
        }
    }

    private static void run(List<LaunchedBoard> boards) throws Exception {
        var notices =
                IntStream.range(0, NOTICES).mapToObj(number -> new Notice()).toList();
        long end = System.nanoTime() + DURATION.toNanos();
        var tasks = new ArrayList<Callable<Boolean>>();
        notices.forEach(notice -> tasks.add(() -> write(notice, boards, end)));
        IntStream.range(0, READERS).forEach(number -> tasks.add(() -> read(notices, boards, end)));
        var threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }

        for (var notice : notices) {
            assertThat(notice.asItem.violations()).isEmpty();
            assertThat(notice.inList.violations()).isEmpty();
            assertThat(notice.asItem.reads() + notice.inList.reads()).isGreaterThan(100);
        }
    }

    /** Randomly creates, changes, expires and deletes the notice until {@code end}. */
    private static boolean write(Notice notice, List<LaunchedBoard> boards, long end) {
        var random = new Random(notice.id.hashCode());
        boolean exists = false;
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
            boolean delete = exists && random.nextInt(5) == 0;
            long start = System.nanoTime();
            Exchange answer = delete
                    ? administrator.with("If-Match", "*").delete(path)
                    : administrator
                            .with(exists ? "If-Match" : "If-None-Match", "*")
                            .put(path, body);
            if (answer.status() / 100 != 2) {
                throw new AssertionError(answer.status() + " " + answer.text());
            }
            notice.add(new History.Write(start, System.nanoTime(), delete, delete ? Optional.empty() : expires));
            exists = !delete;
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
            notice.inList.add(new History.Read(start, end, sent, answered, seen));
        }
    }

    private static void readOne(Notice notice, Client client) {
        long start = System.nanoTime();
        var sent = Instant.now();
        var answer = client.get("api/news/" + notice.id);
        var seen = answer.status() == 200 ? version(answer.json()) : OptionalInt.empty();
        notice.asItem.add(new History.Read(start, System.nanoTime(), sent, Instant.now(), seen));
    }

    private static OptionalInt version(JsonNode notice) {
        return OptionalInt.of(Integer.parseInt(notice.path("titulo").asText().substring(1)));
    }

    private static LaunchedBoard any(List<LaunchedBoard> boards, Random random) {
        return boards.get(random.nextInt(boards.size()));
    }

    /** A notice and its histories: as an item and in the list. */
    private static final class Notice {
        private final UUID id = UUID.randomUUID();
        private final History asItem = new History();
        private final History inList = new History();

        void add(History.Write write) {
            asItem.add(write);
            inList.add(write);
        }
    }
}
