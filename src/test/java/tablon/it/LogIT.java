package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tablon.config.Settings.LogFormat;
import tablon.json.Json;
import tablon.testing.Exchange;
import tablon.testing.TestPostgres;

/** What a board writes down about its requests. */
final class LogIT {
    private static final String UNKNOWN_TOKEN = "a-token-that-is-not-known";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void startIsOneLineWithVersionDatabaseNoticesAndZone(StorageKind kind) {
        var settings = new HashMap<>(kind.freshSettings());
        settings.put("BOARD_ZONE", "Atlantic/Canary");
        settings.put("DEMO", "true");
        var database = settings.containsKey("DATABASE_URL")
                ? "PostgreSQL at " + settings.get("DATABASE_URL").replaceAll(".*@", "")
                : "SQLite at " + folder.resolve("data/tablon.db");

        try (var board = LaunchedBoard.start(folder, settings)) {
            assertThat(board.program().out().lines().filter(line -> line.contains("Tablón ")))
                    .singleElement()
                    .asString()
                    .matches("\\S+Z INFO +tablon\\S* Tablón \\d+\\.\\d+\\.\\d+\\S*; database: \\Q" + database
                            + "\\E; notices: [1-9]\\d+; time zone: Atlantic/Canary *");
        }
    }

    @Test
    void stopIsOneLine() {
        try (var board = LaunchedBoard.start(folder, Map.of())) {
            int before = (int) board.program().out().lines().count();

            board.program().terminate();
            board.program().exitCode();

            assertThat(board.program().out().lines().skip(before))
                    .filteredOn(line -> !line.contains(" request "))
                    .singleElement()
                    .asString()
                    .contains("Stopping");
        }
    }

    @Test
    void eachRequestIsOneLineOfText() {
        try (var board = LaunchedBoard.start(folder, Map.of())) {
            board.reader().with("X-Request-Id", "text-1").get("api/campuses");

            var line = line(board, "text-1");

            assertThat(line).matches("\\S+Z INFO +request GET /api/campuses 200 \\d+ B \\d+ ms text-1");
        }
    }

    @Test
    void eachLineIsJsonWhereThatIsAskedFor() {
        try (var board = LaunchedBoard.start(folder, Map.of("LOG_FORMAT", "json"))) {
            var created =
                    board.administrator().with("X-Request-Id", "json-1").post("api/news", Notices.notice("Matrícula"));
            board.reader().with("X-Request-Id", "json-2").get(created.header("Location"));

            var line = json(line(board, "json-2"));

            assertThat(line.get("method").asText()).isEqualTo("GET");
            assertThat(line.get("route").asText()).isEqualTo("/api/news/{id}");
            assertThat(line.get("status").asInt()).isEqualTo(200);
            assertThat(line.get("bytes").asInt()).isEqualTo(created.text().getBytes(StandardCharsets.UTF_8).length);
            assertThat(line.get("ms").isIntegralNumber()).isTrue();
            assertThat(line.get("request").asText()).isEqualTo("json-2");
            assertThat(board.program().out().lines())
                    .allSatisfy(any -> assertThat(json(any).isObject()).isTrue());
        }
    }

    @Test
    void theStatusIsTheOneThatWasSent() {
        try (var board = LaunchedBoard.start(folder, Map.of())) {
            var id = "X-Request-Id";
            var answers = List.of(
                    board.reader().with(id, "sent-1").get("news?x=" + "y".repeat(8_000)),
                    board.reader()
                            .with(id, "sent-2")
                            .with("Accept-Language", "-")
                            .get(""),
                    board.reader()
                            .with(id, "sent-3")
                            .with("Content-Type", "json")
                            .post("news/findById", "{}"),
                    board.reader().with(id, "sent-4").get("WEB-INF/web.xml"),
                    board.reader().with(id, "sent-5").with("If-None-Match", "*").get("api/news"));

            assertThat(answers).extracting(Exchange::status).containsExactly(414, 200, 400, 404, 304);
            for (int i = 0; i < answers.size(); i++) {
                var answer = answers.get(i);
                assertThat(line(board, "sent-" + (i + 1)))
                        .contains(
                                " " + answer.status() + " " + answer.response().body().length + " B ");
            }
        }
    }

    @Test
    void anAnswerThatIsCutOffHasTheBytesThatWereSent() {
        try (var board = LaunchedBoard.start(folder, Map.of())) {
            var notice = new LinkedHashMap<>(Notices.notice("Larga"));
            notice.put("descripcion", "x".repeat(20_000));
            for (int number = 0; number < 50; number++) {
                board.administrator().post("api/news", notice);
            }
            // more than a socket takes before its client reads, and together more than slow readers may hold
            var requests = "GET /news HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: slow\r\n\r\n".repeat(8);
            var wires = new ArrayList<RawConnection>();
            for (int number = 0; number < 20; number++) {
                wires.add(
                        RawConnection.withReceiveBuffer(board.address(), 4_096).send(requests));
            }

            Eventually.holds(
                    () -> "an answer of less than a million bytes in:\n"
                            + board.program().output(),
                    () -> board.program()
                            .out()
                            .lines()
                            .anyMatch(line -> line.matches(".* GET /news 200 [1-9]\\d{1,5} B .* slow")));

            wires.forEach(RawConnection::close);
        }
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void droppedLinesAreAMetric(LogFormat format) {
        try (var board =
                LaunchedBoard.start(folder, Map.of("LOG_FORMAT", format.name().toLowerCase(Locale.ROOT)))) {
            var metrics = board.administrator().get("metrics").text();

            assertThat(metrics).contains("\ntablon_log_dropped_lines_total 0.0\n");
        }
    }

    @Test
    void stoppedDatabaseIsOneLineHoweverOftenReadinessIsChecked() throws IOException {
        try (var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
                var board = LaunchedBoard.start(
                        folder,
                        Map.of("DATABASE_URL", "postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres"))) {
            int before = (int) board.program().out().lines().count();

            server.close();
            Eventually.holds(
                    () -> "five failed checks in:\n" + board.program().output(),
                    () -> board.reader().get("health/ready").status() == 503
                            && board.administrator()
                                    .get("metrics")
                                    .text()
                                    .contains("\nhikaricp_connections_timeout_total{pool=\"check\"} 5.0\n"));

            assertThat(board.program().out().lines().skip(before))
                    .filteredOn(line -> !line.contains(" request "))
                    .singleElement()
                    .asString()
                    .contains("WARN", "The board is not ready: the database does not answer");
            assertThat(board.program().err()).isEmpty();
        }
    }

    @Test
    void noCredentialIsWrittenDown() {
        var url = TestPostgres.freshDatabase();
        try (var board = LaunchedBoard.start(folder, Map.of("DATABASE_URL", url))) {
            board.administrator().post("api/news", Notices.notice("Matrícula"));
            board.administrator().post("api/news", "{");
            board.reader().withToken(UNKNOWN_TOKEN).post("api/news", Notices.notice("Matrícula"));
            board.administrator().get("api/news?token=" + LaunchedBoard.TOKEN);
            board.administrator().get("nowhere/" + LaunchedBoard.TOKEN);
            board.administrator().with("X-Request-Id", "last-1").get("metrics");

            line(board, "last-1");

            assertThat(board.program().output()).doesNotContain(LaunchedBoard.TOKEN, UNKNOWN_TOKEN, url);
        }
    }

    private static JsonNode json(String line) {
        return Json.read(line.getBytes(StandardCharsets.UTF_8));
    }

    /** The line about the request with this id; lines are written after the answer. */
    private static String line(LaunchedBoard board, String id) {
        return Eventually.get(
                () -> "a line about " + id + " in:\n" + board.program().output(), () -> board.program()
                        .out()
                        .lines()
                        .filter(line -> line.contains(id))
                        .findFirst());
    }
}
