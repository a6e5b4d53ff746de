package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.Client;

/** The commands {@code backup}, {@code token} and {@code setup}, while a board runs. */
final class OperatorIT {
    private static final int POSTS = 50;
    private static final Pattern TOKEN = Pattern.compile("tablon_\\S+");
    private static final String UGR = "{\"nombre\":\"Universidad de Granada\"}";

    @TempDir
    Path folder;

    @Test
    void backupOfARunningBoardContainsAllAcknowledgedNotices() {
        var copy = folder.resolve("copy.db");
        try (var board = LaunchedBoard.start(folder, Map.of());
                var publishers = new Publishers(board.administrator())) {
            publishers.awaitMore(POSTS);
            var before = publishers.acknowledged();

            try (var backup = LaunchedBoard.launch(folder, Map.of(), "backup", copy.toString())) {
                assertThat(backup.exitCode()).as(backup.output()).isZero();
                assertThat(backup.out()).contains(copy.toString(), "verified");
            }

            publishers.awaitMore(1);
            assertThat(publishers.refusals()).isEmpty();
            assertThat(SqliteFile.integrity(copy)).containsExactly("ok");
            assertThat(SqliteFile.noticeIds(copy)).containsAll(before);
        }
    }

    @Test
    void boardStartsFromABackup() throws IOException {
        var restored = Files.createDirectories(folder.resolve("restored/data"));
        try (var board = LaunchedBoard.start(folder, Map.of())) {
            var notice = board.administrator().post("api/news", Notices.notice("Matrícula"));
            try (var backup = LaunchedBoard.launch(
                    folder, Map.of(), "backup", restored.resolve("tablon.db").toString())) {
                assertThat(backup.exitCode()).as(backup.output()).isZero();
            }

            try (var other = LaunchedBoard.start(folder.resolve("restored"), Map.of())) {
                assertThat(Notices.ids(other.reader()))
                        .containsExactly(notice.json().get("id").asText());
            }
        }
    }

    @Test
    void backupDoesNotReplaceAFile() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "precious");
        try (var board = LaunchedBoard.start(folder, Map.of());
                var backup = LaunchedBoard.launch(folder, Map.of(), "backup", file.toString())) {
            assertThat(backup.exitCode()).isEqualTo(2);
            assertThat(backup.err()).contains(file.toString(), "already exists").doesNotContain("\tat ");
            assertThat(file).hasContent("precious");
            assertThat(board.isReady()).isTrue();
        }
    }

    @Test
    void backupOfPostgresqlNamesPgDump() {
        var settings = Map.of("DATABASE_URL", "postgres://tablon:hunter2@127.0.0.1/board");
        try (var backup = LaunchedBoard.launch(folder, settings, "backup", "board.dump")) {
            assertThat(backup.exitCode()).isEqualTo(2);
            assertThat(backup.err()).contains("pg_dump").doesNotContain("hunter2", "\tat ");
            assertThat(backup.err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void newTokenReplacesTheOldOneImmediately(StorageKind kind) {
        var settings = kind.freshSettings();
        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, settings))) {
            var old = board.reader().withToken(token(board.program()));
            assertThat(old.put("api/campuses/UGR", UGR).status()).isEqualTo(201);

            Client renewed;
            try (var command = LaunchedBoard.launch(folder, settings, "token")) {
                assertThat(command.exitCode()).as(command.output()).isZero();
                renewed = board.reader().withToken(token(command));
            }

            assertThat(renewed.put("api/campuses/UGR", UGR).status()).isEqualTo(200);
            assertThat(old.put("api/campuses/UGR", UGR).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void setUpLinkMakesAnotherAdministratorAndReplacesTheOneBefore(StorageKind kind) {
        var settings = new HashMap<>(kind.freshSettings());
        settings.put("CAMPUSES", "UGR=Universidad de Granada");
        settings.put("ADMIN_TOKEN", LaunchedBoard.TOKEN);
        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, settings))) {
            var first = setUp(settings, false);
            var second = setUp(settings, false);

            assertThat(makeAccount(board, first, "ana")).isEqualTo(410);
            assertThat(makeAccount(board, second, "ana")).isEqualTo(303);
            assertThat(makeAccount(board, setUp(settings, true), "luis")).isEqualTo(303);
            assertThat(board.administrator().get("api/accounts").json()).hasSize(2);
        }
    }

    /** The path of the link that the command prints. */
    private String setUp(Map<String, String> settings, boolean hasAdministrator) {
        try (var command = LaunchedBoard.launch(folder, settings, "setup")) {
            assertThat(command.exitCode()).as(command.output()).isZero();
            assertThat(command.out().lines()).hasSize(1);
            assertThat(command.err().contains("already has an administrator")).isEqualTo(hasAdministrator);
            return command.out().strip().replaceFirst("http://localhost:\\d+/", "");
        }
    }

    private static int makeAccount(LaunchedBoard board, String path, String username) {
        return board.reader()
                .submit(path, "usuario", username, "nombre", "Ana", "clave", "una frase de paso")
                .status();
    }

    @Test
    void setUpLinkBeginsWithThePublicAddress() {
        var settings = Map.of("PUBLIC_URL", "https://tablon.example.org/t/", "ADMIN_TOKEN", LaunchedBoard.TOKEN);
        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, settings));
                var command = LaunchedBoard.launch(folder, settings, "setup")) {
            assertThat(command.exitCode()).as(command.output()).isZero();
            assertThat(command.out()).matches("https://tablon.example.org/t/instalacion/[\\w-]{43}\\s+");
            assertThat(board.program().out()).contains("https://tablon.example.org/t/instalacion/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "backup", "setup"})
    void commandWithoutABoardSaysSoInOneLineAndCreatesNothing(String command) {
        var arguments = command.equals("backup") ? new String[] {command, "copy.db"} : new String[] {command};
        try (var program = LaunchedBoard.launch(folder, Map.of(), arguments)) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines()).singleElement().asString().contains("There is no board at");
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void tokenIsRefusedIfAdminTokenIsSet() {
        try (var command = LaunchedBoard.launch(folder, Map.of("ADMIN_TOKEN", LaunchedBoard.TOKEN), "token")) {
            assertThat(command.exitCode()).isEqualTo(2);
            assertThat(command.output()).contains("ADMIN_TOKEN is set").doesNotContain(LaunchedBoard.TOKEN);
        }
    }

    private static String token(Program program) {
        var token = TOKEN.matcher(program.out());
        assertThat(token.find()).as("a token in: %s", program.out()).isTrue();
        return token.group();
    }
}
