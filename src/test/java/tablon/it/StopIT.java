package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGTERM stops a board gracefully; neither SIGTERM nor SIGKILL loses an acknowledged notice. */
final class StopIT {
    private static final int POSTS = 100;

    @TempDir
    Path folder;

    @Test
    void requestInFlightIsFinishedAndNewOnesAreRefused() {
        String id;
        try (var board = LaunchedBoard.start(folder, Map.of());
                var slow = new RawConnection(board.address())) {
            var body = "{\"titulo\":\"Beca\",\"campus\":\"UGR\",\"descripcion\":\"" + "x".repeat(15_000) + "\"}";
            int half = body.length() / 2;
            slow.send("POST /api/news HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + LaunchedBoard.TOKEN + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body.substring(0, half));
            // connections are accepted in order: the slow one is accepted once this request is answered
            assertThat(board.isReady()).isTrue();

            board.program().terminate();
            Eventually.holds(() -> "new connections are refused", () -> isClosed(board.address()));
            slow.send(body.substring(half));
            var answer = slow.answer();

            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("Location: ");
            assertThat(board.program().exitCode()).isIn(0, 143);
            assertThat(board.program().output()).doesNotContain("\tat ", "WARN", "ERROR");
            id = answer.replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        }
        try (var again = LaunchedBoard.start(folder, Map.of())) {
            assertThat(again.reader().get("api/news/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void slowBodiesDoNotPreventStopping() {
        var connections = new ArrayList<RawConnection>();
        try (var board = LaunchedBoard.start(folder, Map.of())) {
            for (int number = 0; number < 300; number++) {
                // half of them with a token: only their long bodies are read
                connections.add(new RawConnection(board.address())
                        .send("POST /api/news HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + (number % 2 == 0 ? "Authorization: Bearer " + LaunchedBoard.TOKEN + "\r\n" : "")
                                + "Content-Length: " + (number % 3 == 0 ? 900 : 9_000) + "\r\n\r\n{\"titulo\":"));
            }
            assertThat(board.isReady()).isTrue();
            long start = System.nanoTime();

            board.program().terminate();

            assertThat(board.program().exitCode()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
            assertThat(board.program().output()).doesNotContain("\tat ", "WARN", "ERROR");
        } finally {
            connections.forEach(RawConnection::close);
        }
    }

    @Test
    void sigtermLosesNoAcknowledgedNotice() {
        var settings = StorageKind.SQLITE.freshSettings();
        try (var board = LaunchedBoard.start(folder, settings);
                var publishers = new Publishers(board.administrator())) {
            publishers.awaitMore(POSTS);

            board.program().terminate();

            assertThat(board.program().exitCode()).isIn(0, 143);
            publishers.close();
            assertThat(publishers.refusals()).isSubsetOf(503);
            assertNothingLost(settings, publishers);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sigkillLosesNoAcknowledgedNotice(StorageKind kind) {
        var settings = kind.freshSettings();
        try (var board = LaunchedBoard.start(folder, settings);
                var publishers = new Publishers(board.administrator())) {
            publishers.awaitMore(POSTS);

            board.program().kill();

            publishers.close();
            assertThat(publishers.refusals()).isEmpty();
            assertNothingLost(settings, publishers);
        }
    }

    private void assertNothingLost(Map<String, String> settings, Publishers publishers) {
        try (var again = LaunchedBoard.start(folder, settings)) {
            assertThat(Notices.ids(again.reader())).containsAll(publishers.acknowledged());
            if (!settings.containsKey("DATABASE_URL")) {
                assertThat(SqliteFile.integrity(folder.resolve("data/tablon.db")))
                        .containsExactly("ok");
            }
        }
    }

    /** Whether a new connection is refused, closed without an answer, or answered 503. */
    private static boolean isClosed(URI address) {
        try (var connection = new RawConnection(address)) {
            return connection
                    .send("GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .answer()
                    .matches("(?s)|HTTP/1\\.1 503 .*");
        } catch (UncheckedIOException refused) {
            return true;
        }
    }
}
