package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;
import tablon.it.Eventually;
import tablon.testing.BoardTest;
import tablon.testing.LogLines;

/** The database file is damaged or deleted while the board runs. */
class SqliteFaultTest extends BoardTest {
    private static final int PAGE_SIZE = 4_096;

    private final LogLines log = new LogLines();

    @Override
    protected Map<String, String> settings() {
        var settings = new HashMap<>(super.settings());
        settings.put("DATABASE_URL", "");
        return settings;
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void readsOfADamagedFileAre503UntilItIsRestored() throws IOException, SQLException {
        var address = administrator()
                .post("/api/news", notice("descripcion", "calabaza ".repeat(2_000)))
                .header("Location");
        checkpoint();
        var intact = Files.readAllBytes(file());
        var damaged = intact.clone();
        Arrays.fill(damaged, PAGE_SIZE, damaged.length, (byte) 0xFF);
        Files.write(file(), damaged);

        var read = reader().get(address);
        var search = reader().get("/api/news?q=calabaza");
        var ready = reader().get("/health/ready");

        assertThat(read.status()).isEqualTo(503);
        assertThat(read.header("Retry-After")).isNotEmpty();
        assertThat(search.status()).isEqualTo(503);
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().at("/checks/database/reason").asText()).isNotEmpty();
        assertThat(log.of("WARN")).isNotEmpty().allMatch(line -> line.contains("SQLITE_CORRUPT"));
        assertThat(log.text()).doesNotContain("calabaza", "\tat ");

        Files.write(file(), intact);

        assertThat(administrator().post("/api/news", notice()).status()).isEqualTo(201);
        assertThat(reader().get(address).status()).isEqualTo(200);
        Eventually.holds(
                () -> "ready again: " + reader().get("/health/ready").text(),
                () -> reader().get("/health/ready").status() == 200);
    }

    @Test
    void readinessIsDownAfterTheFileIsDeleted() throws IOException {
        assertThat(reader().get("/health/ready").status()).isEqualTo(200);
        Files.delete(file());

        Eventually.holds(
                () -> "readiness is down", () -> reader().get("/health/ready").status() == 503);
        var reason = reader().get("/health/ready").json().at("/checks/database/reason");
        Files.createFile(file());
        var replaced = reader().get("/health/ready").json().at("/checks/database/reason");

        assertThat(reason.asText()).contains("deleted", "restart");
        assertThat(replaced.asText()).contains("restart");
        assertThat(log.of("WARN")).hasSize(1);
    }

    @Test
    void writeToADeletedFileIs503() throws IOException {
        assertThat(administrator().post("/api/news", notice()).status()).isEqualTo(201);
        Files.delete(file());

        var refused = administrator().post("/api/news", notice());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(log.text()).contains("deleted while the board was running");
    }

    private Path file() {
        return Path.of(((SQLiteDataSource) database()).getUrl().substring("jdbc:sqlite:".length()));
    }

    /** Moves all data from the write-ahead log into the database file, so that reads use the file. */
    private void checkpoint() throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(truncate)");
        }
    }
}
