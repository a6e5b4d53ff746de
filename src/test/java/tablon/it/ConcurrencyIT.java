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

/** What holds when several want the same at the same moment. */
@ParameterizedClass(name = "{0}")
@EnumSource
final class ConcurrencyIT {
    private static final int ROUNDS = 10;
    private static final int REPETITIONS = 50;

    @TempDir
    static Path folder;

    // start sets it, which JUnit calls before each round
    @SuppressWarnings("NullAway.Init")
    private static LaunchedBoard board;

    ConcurrencyIT(StorageKind kind) {}

    @BeforeParameterizedClassInvocation
    static void start(StorageKind kind) {
        board = LaunchedBoard.start(folder.resolve(kind.name()), kind.fresh());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        board.close();
    }

    @Test
    void ofTwoEditorsWithTheSameTagOneWins() throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            var notice = board.administrator().post("api/news", Notices.notice("Matrícula"));
            var path = notice.header("Location");
            var editor = board.administrator().with("If-Match", notice.header("ETag"));

            var answers = AtOnce.send(
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
    void oneKeySentFiftyTimesPublishesOnce() throws InterruptedException, ExecutionException {
        var publisher = board.administrator().with("Idempotency-Key", "\"matricula-2026\"");

        var answers = AtOnce.send(REPETITIONS, number -> publisher.post("api/news", Notices.notice("Irrepetible")));

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
