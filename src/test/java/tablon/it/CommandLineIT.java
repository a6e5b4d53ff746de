package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.config.Setting;

/** The output of {@code java -jar tablon.war} when it does not serve a board. */
final class CommandLineIT {
    private static final String[] COMMANDS = {"serve", "backup", "token", "setup"};

    @TempDir
    Path folder;

    @Test
    void helpListsTheCommands() {
        try (var program = LaunchedBoard.launch(folder, Map.of(), "--help")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).contains(COMMANDS);
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void helpListsTheSettingsWithDefaultsAndAcceptedValues() {
        try (var program = LaunchedBoard.launch(folder, Map.of(), "--help")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out())
                    .contains(Stream.of(Setting.values()).map(Setting::name).toList())
                    .containsPattern(
                            "\\n +LOG_FORMAT +format of the log lines \\(default: text\\)\\n +text or json\\n");
            assertThat(program.out().lines()).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void versionIsPrinted() {
        try (var program = LaunchedBoard.launch(folder, Map.of(), "--version")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).matches("(?s)Tablón \\d+\\.\\d+\\.\\d+\\S*, revision \\S+\\nJava .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "nonsense"})
    void unknownArgumentPrintsUsageAndExitsWith2(String argument) {
        try (var program = LaunchedBoard.launch(folder, Map.of(), argument)) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains(argument).contains(COMMANDS);
            assertThat(program.out()).isEmpty();
        }
    }

    @Test
    void invalidSettingsAreReportedOnOneLineEachWithoutSecrets() {
        var invalid = Map.of(
                "PORT", "http",
                "TRUST_PROXY", "perhaps",
                "ADMIN_TOKEN", "hunter2",
                "DATABASE_URL", "mysql://tablon:hunter3@localhost/tablon");

        try (var program = LaunchedBoard.launch(folder, invalid)) {
            assertThat(program.exitCode()).as("exit code").isEqualTo(2);
            assertThat(program.err().lines())
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line).startsWith("PORT=http must be a number from 0 to 65535"),
                            line -> assertThat(line).isEqualTo("TRUST_PROXY=perhaps must be true or false"),
                            line -> assertThat(line).startsWith("ADMIN_TOKEN (not shown) must be 20 or more visible"),
                            line -> assertThat(line).startsWith("DATABASE_URL (not shown, it may contain a password)"));
            assertThat(program.output()).doesNotContain("hunter");
        }
    }

    @Test
    void portInUseIsReported() {
        try (var first = LaunchedBoard.start(folder.resolve("first"), Map.of())) {
            var port = String.valueOf(first.address().getPort());

            try (var second = LaunchedBoard.launch(folder.resolve("second"), Map.of("PORT", port))) {
                assertThat(refusal(second)).contains("PORT=" + port + ": ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DEFAULT"})
    void defaultPortIs5000(String port) {
        // a documentation address (RFC 5737), because port 5000 may be in use on this machine
        var settings = Map.of("PORT", port, "HOST", "192.0.2.1");

        try (var program = LaunchedBoard.launch(folder, settings)) {
            assertThat(refusal(program)).contains("HOST=192.0.2.1, PORT=5000: ");
        }
    }

    @Test
    void unknownHostIsReported() {
        try (var program = LaunchedBoard.launch(folder, Map.of("HOST", "nowhere.invalid"))) {
            assertThat(refusal(program)).contains("HOST=nowhere.invalid").contains("unknown host");
        }
    }

    @Test
    void unwritableDataFolderIsReported() throws IOException {
        // a file instead of missing permissions, because root ignores permissions
        var file = Files.createFile(folder.resolve("file"));

        try (var program = LaunchedBoard.launch(
                folder, Map.of("DATA_DIR", file.resolve("data").toString()))) {
            assertThat(refusal(program)).contains("DATA_DIR=" + file.resolve("data"));
        }
    }

    @Test
    void unreachableDatabaseIsReportedWithoutItsPassword() {
        // no server listens on port 1
        var url = "postgres://tablon:hunter2@127.0.0.1:1/board";

        try (var program = LaunchedBoard.launch(folder, Map.of("DATABASE_URL", url))) {
            assertThat(refusal(program))
                    .contains("DATABASE_URL")
                    .contains("127.0.0.1:1/board")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void secondBoardOnTheSameDataFolderIsRefused() {
        try (var first = LaunchedBoard.start(folder, Map.of())) {
            try (var second = LaunchedBoard.launch(folder, Map.of())) {
                assertThat(refusal(second)).contains("DATA_DIR=").contains("in use by another Tablón");
            }

            assertThat(first.isReady()).isTrue();
        }
    }

    /** The one line that a failed start prints. */
    private static String refusal(Program program) {
        assertThat(program.exitCode()).as("exit code").isEqualTo(2);
        assertThat(program.output()).doesNotContain("\tat ");
        assertThat(program.out()).isEmpty();
        assertThat(program.err().lines()).hasSize(1);
        return program.err();
    }
}
