package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tablon.testing.Exchange;

/** Concurrent changes of the same notice. */
@ParameterizedClass(name = "{0}")
@EnumSource
final class ConcurrencyIT {
    private static final int ROUNDS = 10;
    private static final int REQUESTS = 50;

    @TempDir
    static Path folder;

    // set by start, which JUnit calls before each invocation of the class
    @SuppressWarnings("NullAway.Init")
    private static LaunchedBoard board;

    ConcurrencyIT(StorageKind kind) {}

    @BeforeParameterizedClassInvocation
    static void start(StorageKind kind) {
        board = LaunchedBoard.start(folder.resolve(kind.name()), kind.freshSettings());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        board.close();
    }

    @Test
    void oneOfTwoEditsWithTheSameTagWins() throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            var notice = board.administrator().post("api/news", Notices.notice("Matrícula"));
            var path = notice.header("Location");
            var editor = board.administrator().with("If-Match", notice.header("ETag"));

            var answers = ParallelRequests.send(
                    2,
                    number -> number == 0
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

    @Test
    void sameKeySentInParallelPublishesOnce() throws InterruptedException, ExecutionException {
        var publisher = board.administrator().with("Idempotency-Key", "\"matricula-2026\"");

        var answers =
                ParallelRequests.send(REQUESTS, number -> publisher.post("api/news", Notices.notice("Irrepetible")));

        assertThat(answers).extracting(Exchange::status).containsOnly(201);
        assertThat(answers)
                .extracting(Exchange::text)
                .containsOnly(answers.get(0).text());
        assertThat(answers)
                .extracting(answer -> answer.header("Location") + answer.header("ETag"))
                .containsOnly(answers.get(0).header("Location") + answers.get(0).header("ETag"));
        assertThat(board.reader().get("api/news?q=irrepetible").json()).hasSize(1);
    }
}
