package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.account.AdministratorStore;
import tablon.config.DatabaseAddress;
import tablon.config.Settings;
import tablon.testing.TestDatabase;

/** The commands {@code token} and {@code backup} use the database of a board that may be running with another version. */
@Tag("database")
class OpenExistingTest {
    @TempDir
    Path folder;

    @Test
    void olderSchemaIsUsedAndNotMigrated() throws SQLException {
        var address = address();
        migrateTo("1", address);

        try (var database = Database.openExisting(address, new SimpleMeterRegistry(), "administrator")) {
            new AdministratorStore(database, Clock.systemUTC(), Optional.empty()).replace();
        }

        assertThatThrownBy(() -> execute(address, "select 1 from journal")).isInstanceOf(SQLException.class);
    }

    @Test
    void missingTableIsReportedOnOneLine() throws SQLException {
        var address = address();
        execute(address, "create table other (id integer)");

        assertThatThrownBy(() -> Database.openExisting(address, new SimpleMeterRegistry(), "administrator"))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("administrator")
                .hasMessageContaining("Start the board once to create its tables.")
                .satisfies(refused -> assertThat(refused).message().doesNotContain("\n"));
    }

    @Test
    void backupOfAnotherDatabaseIsRefusedAndCreatesNoFile() throws SQLException {
        var file = folder.resolve("other.db");
        execute(new DatabaseAddress.Sqlite(file), "create table other (id integer)");
        var copy = folder.resolve("copy.db");

        assertThatThrownBy(() -> SqliteBackup.copy(file, copy))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("no such table: news");

        assertThat(copy).doesNotExist();
    }

    @Test
    void readinessUsesNoConnectionOfTheRevisionPool() {
        var metrics = new SimpleMeterRegistry();
        try (var database = Database.open(address(), metrics)) {
            long before = acquisitions(metrics);

            assertThat(database.notReadyReason()).isEmpty();

            assertThat(acquisitions(metrics)).isEqualTo(before);
        }
    }

    private static long acquisitions(SimpleMeterRegistry metrics) {
        return metrics.get("hikaricp.connections.acquire")
                .tag("pool", "revision")
                .timer()
                .count();
    }

    private DatabaseAddress address() {
        return Settings.of(TestDatabase.settings(folder)::get).database();
    }

    private static void migrateTo(String version, DatabaseAddress address) {
        Flyway.configure()
                .dataSource(TestDatabase.source(address))
                .locations("classpath:db/migration/" + (TestDatabase.isPostgresql() ? "postgresql" : "sqlite"))
                .target(version)
                .load()
                .migrate();
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = TestDatabase.source(address).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
