package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import tablon.it.Eventually;
import tablon.testing.BoardTest;
import tablon.testing.LogLines;
import tablon.testing.TestPostgres;

/** PostgreSQL fails while the board runs. */
class PostgresqlFaultTest extends BoardTest {
    /** A trigger function that terminates its own connection. */
    private static final String TERMINATE = """
            create function terminate_self() returns trigger language plpgsql as $$
            begin
                perform pg_terminate_backend(pg_backend_pid());
                perform pg_sleep(10);
                return new;
            end $$
            """;

    private final LogLines log = new LogLines();

    @Override
    protected Map<String, String> settings() {
        var settings = new HashMap<>(super.settings());
        settings.put("DATABASE_URL", TestPostgres.freshDatabase());
        return settings;
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void unexpectedDatabaseFailureInTheCacheIs500() throws SQLException {
        execute("alter table revision rename to other");

        assertThat(reader().get("/css/board.css").status()).isEqualTo(500);
        assertThat(log.of("ERROR")).anyMatch(line -> line.contains("Unexpected"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger terminating before update on revision for each row execute function terminate_self()",
                "create trigger terminating after insert on news for each row execute function terminate_self()",
                "create constraint trigger terminating after insert on news deferrable initially deferred"
                        + " for each row execute function terminate_self()"
            })
    void writeOnATerminatedConnectionIs503AndTheNextOneSucceeds(String trigger) throws SQLException {
        execute(TERMINATE);
        execute(trigger);

        var refused = administrator().post("/api/news", notice("titulo", "Zanahoria"));
        execute("drop function terminate_self cascade");
        var accepted = administrator().post("/api/news", notice());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(log.of("WARN")).singleElement().asString().contains("57P01").hasLineCount(1);
        assertThat(log.text()).doesNotContain("Zanahoria", "\tat ");
    }

    @Test
    void writesAre503AndReadinessIsDownWhileTheDatabaseIsReadOnly() throws SQLException {
        var name = name();
        execute("alter database " + name + " set default_transaction_read_only = on");
        try (var connection = database().getConnection()) {
            terminateOthers(connection, name);
        }

        Eventually.holds(() -> "readiness names the cause: " + ready(), () -> reason().contains("read-only"));
        assertThat(administrator().post("/api/news", notice()).status()).isEqualTo(503);
        assertThat(log.of("WARN")).anyMatch(line -> line.contains("25006"));

        try (var connection = database().getConnection()) {
            execute(connection, "set default_transaction_read_only = off");
            execute(connection, "alter database " + name + " reset default_transaction_read_only");
        }

        Eventually.holds(
                () -> "writes succeed again: " + log.text(),
                () -> administrator().post("/api/news", notice()).status() == 201);
        Eventually.holds(
                () -> "ready again: " + ready(),
                () -> reader().get("/health/ready").status() == 200);
    }

    @Test
    void readinessIsDownWhileConnectionsAreRefused() throws SQLException {
        var name = name();
        var server = (PGSimpleDataSource) database();
        server.setDatabaseName("postgres");
        try (var connection = server.getConnection()) {
            execute(connection, "alter database " + name + " with allow_connections false");
            terminateOthers(connection, name);

            Eventually.holds(() -> "readiness names the cause: " + ready(), () -> reason().contains("does not answer"));
            assertThat(reader().get("/api/news").status()).isEqualTo(503);

            execute(connection, "alter database " + name + " with allow_connections true");
        }
        Eventually.holds(
                () -> "ready again: " + ready(),
                () -> reader().get("/health/ready").status() == 200);
        assertThat(reader().get("/api/news").status()).isEqualTo(200);
        assertThat(log.of("WARN").stream().filter(line -> line.contains("not ready")))
                .hasSize(1);
        assertThat(log.of("INFO").stream().filter(line -> line.contains("ready again")))
                .hasSize(1);
        assertThat(log.text()).doesNotContain("\tat ");
    }

    private String ready() {
        return reader().get("/health/ready").text();
    }

    private String reason() {
        return reader().get("/health/ready")
                .json()
                .at("/checks/database/reason")
                .asText();
    }

    private String name() throws SQLException {
        try (var connection = database().getConnection()) {
            return connection.getCatalog();
        }
    }

    private static void terminateOthers(Connection connection, String name) throws SQLException {
        execute(
                connection,
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + name
                        + "' and pid <> pg_backend_pid()");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database().getConnection()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
