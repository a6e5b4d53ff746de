package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tablon.testing.Exchange;

/** What holds when several want the same at the same moment. */
final class ConcurrencyIT {
    private static final int ROUNDS = 10;
    private static final int REPETITIONS = 50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void ofTwoEditorsWithTheSameTagOneWins(StorageKind kind) throws Exception {
        try (var board = LaunchedBoard.start(folder, kind.fresh())) {
            for (int round = 0; round < ROUNDS; round++) {
                var news = board.administrator().post("api/news", Notices.notice("Matrícula"));
                var path = news.header("Location");
                var editor = board.administrator().with("If-Match", news.header("ETag"));

                var answers = atOnce(
                        2,
                        number -> () -> number == 0
                                ? editor.put(path, Notices.notice("De uno"))
                                : editor.patch(path, "{\"titulo\":\"De otro\"}"));

                assertThat(answers).extracting(Exchange::status).containsExactlyInAnyOrder(200, 412);
                var winner = answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .findFirst()
                        .orElseThrow();
                assertThat(board.reader().get(path).json()).isEqualTo(winner.json());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneKeySentFiftyTimesPublishesOnce(StorageKind kind) throws Exception {
        try (var board = LaunchedBoard.start(folder, kind.fresh())) {
            var publisher = board.administrator().with("Idempotency-Key", "\"matricula-2026\"");

            var answers = atOnce(REPETITIONS, number -> () -> publisher.post("api/news", Notices.notice("Matrícula")));

            assertThat(answers).extracting(Exchange::status).containsOnly(201);
            assertThat(answers)
                    .extracting(Exchange::text)
                    .containsOnly(answers.get(0).text());
            assertThat(answers)
                    .extracting(answer -> answer.header("Location") + answer.header("ETag"))
                    .containsOnly(
                            answers.get(0).header("Location") + answers.get(0).header("ETag"));
            assertThat(Notices.ids(board.reader())).hasSize(1);
        }
    }

    @Test
    void twoInstancesStartTogetherOnOneEmptyDatabase() {
        var settings = new HashMap<>(StorageKind.POSTGRESQL.fresh());
        settings.put("CAMPUSES", "UGR=Universidad de Granada");
        try (var one = LaunchedBoard.launch(folder.resolve("one"), settings);
                var other = LaunchedBoard.launch(folder.resolve("other"), settings);
                var first = LaunchedBoard.await(one);
                var second = LaunchedBoard.await(other)) {
            var tokens = (one.out() + other.out())
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("tablon_"))
                    .toList();
            assertThat(tokens).as(one.said() + other.said()).hasSize(1);

            var written = first.reader().withToken(tokens.get(0)).post("api/news", Notices.notice("Matrícula"));
            assertThat(written.status()).isEqualTo(201);

            var path = "api/news/" + written.json().get("id").asText();
            assertThat(second.reader().get(path).json()).isEqualTo(written.json());
            assertThat(second.reader().get("api/news").text()).contains("Matrícula");
            assertThat(second.reader()
                            .withToken(tokens.get(0))
                            .with("If-Match", written.header("ETag"))
                            .delete(path)
                            .status())
                    .isEqualTo(204);
            assertThat(first.reader().get(path).status()).isEqualTo(410);
        }
    }

    @Test
    void twoInstancesTogetherPublishOneKeyOnce() throws Exception {
        var settings = StorageKind.POSTGRESQL.fresh();
        try (var first = LaunchedBoard.start(folder.resolve("first"), settings);
                var second = LaunchedBoard.start(folder.resolve("second"), settings)) {
            var boards = List.of(first, second);

            var answers = atOnce(
                    REPETITIONS,
                    number -> () -> boards.get(number % 2)
                            .administrator()
                            .with("Idempotency-Key", "\"matricula-2026\"")
                            .post("api/news", Notices.notice("Matrícula")));

            assertThat(answers).extracting(Exchange::status).containsOnly(201);
            assertThat(answers)
                    .extracting(Exchange::text)
                    .containsOnly(answers.get(0).text());
            assertThat(Notices.ids(first.reader())).hasSize(1);
        }
    }

    /** Makes {@code count} requests, all sent at the same moment, each by a thread of its own. */
    private static List<Exchange> atOnce(int count, IntFunction<Callable<Exchange>> request)
            throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(count);
        var threads = Executors.newFixedThreadPool(count);
        try {
            var pending = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return request.apply(number).call();
                    }))
                    .toList();
            var answers = new ArrayList<Exchange>();
            for (Future<Exchange> answer : pending) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
