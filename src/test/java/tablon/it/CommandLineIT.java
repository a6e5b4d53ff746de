package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code java -jar tablon.war} says to who calls it, where no board comes of it. */
final class CommandLineIT {
    private static final String[] COMMANDS = {"serve", "backup", "token"};

    @TempDir
    Path folder;

    @Test
    void helpNamesTheCommands() {
        try (var program = LaunchedBoard.launch(folder, Map.of(), "--help")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).contains(COMMANDS);
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void versionIsThatOfTheBuild() {
        try (var program = LaunchedBoard.launch(folder, Map.of(), "--version")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).matches("(?s)Tablón \\d+\\.\\d+\\.\\d+.*Java .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "nonsense"})
    void whatIsUnknownIsToldWhatThereIs(String argument) {
        try (var program = LaunchedBoard.launch(folder, Map.of(), argument)) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains(argument).contains(COMMANDS);
            assertThat(program.out()).isEmpty();
        }
    }

    @Test
    void severalBadSettingsAreToldTogetherInOneLineWithoutSecrets() {
        var bad = Map.of(
                "PORT", "http",
                "TRUST_PROXY", "perhaps",
                "ADMIN_TOKEN", "hunter2",
                "DATABASE_URL", "mysql://tablon:hunter3@localhost/tablon");

        try (var program = LaunchedBoard.launch(folder, bad)) {
            var line = refusal(program);

            assertThat(line)
                    .contains("PORT=http must be a number from 0 to 65535")
                    .contains("TRUST_PROXY=perhaps must be one of: false, true")
                    .contains("ADMIN_TOKEN (not shown) must have 20 characters")
                    .contains("DATABASE_URL (not shown, it may hold a password) must be postgres://")
                    .doesNotContain("hunter");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (var first = LaunchedBoard.start(folder.resolve("first"), Map.of())) {
            var port = String.valueOf(first.address().getPort());

            try (var second = LaunchedBoard.launch(folder.resolve("second"), Map.of("PORT", port))) {
                assertThat(refusal(second)).contains("PORT=" + port);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DEFAULT"})
    void withoutAPortItIs5000(String port) {
        // an address that no machine has (RFC 5737), since somebody may have 5000 here
        var settings = Map.of("PORT", port, "HOST", "192.0.2.1");

        try (var program = LaunchedBoard.launch(folder, settings)) {
            assertThat(refusal(program)).contains("PORT=5000 on HOST=192.0.2.1");
        }
    }

    @Test
    void aHostThatIsNotThereIsNamed() {
        try (var program = LaunchedBoard.launch(folder, Map.of("HOST", "nowhere.invalid"))) {
            assertThat(refusal(program)).contains("HOST=nowhere.invalid").contains("no such host");
        }
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsNamed() throws IOException {
        // not a matter of rights, which root would have all the same
        var file = Files.createFile(folder.resolve("file"));

        try (var program = LaunchedBoard.launch(
                folder, Map.of("DATA_DIR", file.resolve("data").toString()))) {
            assertThat(refusal(program)).contains("DATA_DIR=" + file.resolve("data"));
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedWithoutItsPassword() {
        // nobody listens on port 1
        var url = "postgres://tablon:hunter2@127.0.0.1:1/board";

        try (var program = LaunchedBoard.launch(folder, Map.of("DATABASE_URL", url))) {
            assertThat(refusal(program))
                    .contains("DATABASE_URL")
                    .contains("127.0.0.1:1/board")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aDataFolderHasOneBoardAtATime() {
        try (var first = LaunchedBoard.start(folder, Map.of())) {
            try (var second = LaunchedBoard.launch(folder, Map.of())) {
                assertThat(refusal(second)).contains("DATA_DIR=").contains("in use by another Tablón");
            }

            assertThat(first.isReady()).isTrue();
        }
    }

    /** The one line that a start which failed leaves. */
    private static String refusal(Program program) {
        assertThat(program.exitCode()).as("exit code").isEqualTo(2);
        assertThat(program.said()).doesNotContain("\tat ");
        assertThat(program.out()).isEmpty();
        assertThat(program.err().lines()).hasSize(1);
        return program.err();
    }
}
