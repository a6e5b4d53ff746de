package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.json.Json;
import tablon.testing.Exchange;

/** The first start in an empty folder, the second start, and the files that remain. */
final class FirstStartIT {
    private static final Pattern CURL = Pattern.compile(
            "curl -X PUT http://localhost:(?<port>\\d+)/(?<path>\\S+) -H 'Authorization: Bearer (?<token>\\S+)'");

    private static final Pattern SETUP = Pattern.compile("http://localhost:\\d+/(?<path>instalacion/[\\w-]{43})");

    @TempDir
    Path folder;

    @Test
    void firstStartPrintsALinkThatMakesTheFirstAdministratorAndCampus() throws IOException {
        var port = Map.of("PORT", String.valueOf(Ports.free()));
        String path;
        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, port))) {
            var link = SETUP.matcher(board.program().out());

            assertThat(link.find()).as("a link in: %s", board.program().out()).isTrue();
            path = link.group("path");
            assertThat(setUp(board, path).status()).isEqualTo(303);
            assertThat(setUp(board, path).status()).isEqualTo(410);
            assertThat(board.reader().get("api/campuses").text()).contains("UGR");
            board.program().terminate();
            board.program().exitCode();
            assertThat(board.program().out().lines().filter(line -> line.contains("instalacion/{code}")))
                    .hasSize(2);
            assertThat(board.program().out().split(path, -1)).hasSize(2);
            var file = Files.readString(folder.resolve("data/tablon.db"), StandardCharsets.ISO_8859_1);
            assertThat(file).doesNotContain(path.substring(path.indexOf('/') + 1));
        }
        try (var again = LaunchedBoard.await(LaunchedBoard.launch(folder, port))) {
            assertThat(again.program().output()).doesNotContain("instalacion");
        }
    }

    @Test
    void nextStartPrintsNoSecondLinkWhileTheFirstIsValid() {
        var settings = Map.of("CAMPUSES", "UGR=Universidad de Granada", "LOG_FORMAT", "json");
        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, settings))) {
            assertThat(SETUP.matcher(board.program().out()).find()).isTrue();
            board.program().terminate();
            board.program().exitCode();
        }
        try (var again = LaunchedBoard.await(LaunchedBoard.launch(folder, settings))) {
            assertThat(again.program().output()).doesNotContain("instalacion");
        }
    }

    private static Exchange setUp(LaunchedBoard board, String path) {
        return board.reader()
                .submit(
                        path,
                        "usuario",
                        "ana",
                        "nombre",
                        "Ana",
                        "clave",
                        "una frase de paso",
                        "campus.codigo",
                        "UGR",
                        "campus.nombre",
                        "Universidad de Granada");
    }

    @Test
    void firstStartPrintsTheTokenInACurlCommandThatWorks() {
        var port = Map.of("PORT", String.valueOf(Ports.free()));

        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, port))) {
            var curl = CURL.matcher(board.program().out());

            assertThat(curl.find())
                    .as("a curl line in: %s", board.program().out())
                    .isTrue();
            assertThat(curl.group("port")).isEqualTo(port.get("PORT"));
            assertThat(board.reader()
                            .withToken(curl.group("token"))
                            .put(curl.group("path"), "{\"nombre\":\"Universidad de Granada\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(board.reader()
                            .put(curl.group("path"), "{\"nombre\":\"Universidad\"}")
                            .status())
                    .isEqualTo(401);
            board.program().terminate();
            board.program().exitCode();
        }
        try (var again = LaunchedBoard.await(LaunchedBoard.launch(folder, port))) {
            assertThat(again.program().output()).doesNotContain("token");
            assertThat(again.reader().get("api/campuses").text()).contains("Universidad de Granada");
        }
    }

    @Test
    void tokenIsOneJsonLineIfTheLogIsJson() {
        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, Map.of("LOG_FORMAT", "json")))) {
            var lines = board.program()
                    .out()
                    .lines()
                    .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();

            var shown = lines.stream().filter(line -> line.has("token")).toList();
            assertThat(shown).hasSize(1);
            var token = shown.get(0).get("token").asText();
            assertThat(shown.get(0).get("command").asText()).contains("Bearer " + token);
            assertThat(lines).allSatisfy(line -> assertThat(line.fieldNames())
                    .toIterable()
                    .contains("@timestamp", "level", "logger_name", "message"));
            assertThat(lines.stream().filter(line -> line.has("setup"))).hasSize(1);
            assertThat(board.reader()
                            .withToken(token)
                            .put("api/campuses/UGR", "{\"nombre\":\"Universidad de Granada\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void databaseFileDoesNotContainTheToken() throws IOException {
        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, Map.of()))) {
            var curl = CURL.matcher(board.program().out());
            assertThat(curl.find()).isTrue();
            board.program().terminate();
            board.program().exitCode();

            var file = Files.readString(folder.resolve("data/tablon.db"), StandardCharsets.ISO_8859_1);
            assertThat(file).doesNotContain(curl.group("token"));
        }
    }

    @Test
    void unpackedFolderIsDeletedOnStop() throws IOException {
        try (var board = LaunchedBoard.start(folder, Map.of())) {
            assertThat(folder.resolve("tmp")).isNotEmptyDirectory();

            board.program().terminate();
            board.program().exitCode();

            assertThat(folder.resolve("tmp")).isDirectoryNotContaining("glob:**tablon-*");
        }
    }

    @Test
    void dynoWithoutDatabaseUrlWarnsThatDataIsLost() {
        try (var board = LaunchedBoard.start(folder, Map.of("DYNO", "web.1"))) {
            assertThat(board.program().out()).contains("deletes its files").contains("DATABASE_URL");
            assertThat(board.reader().get("health/ready").text()).contains("ephemeral");
        }
    }

    @Test
    void unpackedWarStartsFromTheClassPath() throws IOException {
        var exploded = Path.of(System.getProperty("tablon.exploded", "target/tablon"));
        var classPath = exploded + "/WEB-INF/lib/*:" + exploded + "/WEB-INF/jetty/*";
        var environment = LaunchedBoard.environment(
                folder, Map.of("ADMIN_TOKEN", LaunchedBoard.TOKEN, "CAMPUSES", "UGR=Universidad de Granada"));

        try (var board = LaunchedBoard.await(
                Program.java(List.of("-cp", classPath, "tablon.launcher.Main"), environment, folder))) {
            var created = board.administrator().post("api/news", Notices.notice("Matrícula"));

            assertThat(created.status()).isEqualTo(201);
            assertThat(board.reader().get(created.header("Location")).json()).isEqualTo(created.json());
            assertThat(board.reader().with("Accept", "text/html").get("").text())
                    .contains("Matrícula");
            assertThat(board.reader().get("css/board.css").status()).isEqualTo(200);
        }
    }
}
