package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tablon.config.DatabaseAddress;
import tablon.testing.TestDatabase;
import tablon.testing.TestPostgres;

/** The server closes the connection during a transaction. */
class LostConnectionTest {
    private final DatabaseAddress address = DatabaseAddress.postgresql(TestPostgres.freshDatabase());
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(address, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void changeIsUnavailableIfTheConnectionIsLostBeforeAStatement() {
        var failed = catchThrowable(() -> database.change((handle, revision) -> {
            terminate(handle);
            return insert(handle);
        }));

        assertUnavailable(failed);
    }

    @Test
    void changeIsUnavailableIfTheConnectionIsLostDuringAStatement() {
        var failed = catchThrowable(() -> database.change(
                (handle, revision) -> handle.execute("select pg_terminate_backend(pg_backend_pid()), pg_sleep(10)")));

        assertUnavailable(failed);
    }

    @Test
    void changeIsUnavailableIfTheConnectionIsLostBeforeTheCommit() {
        var failed = catchThrowable(() -> database.change((handle, revision) -> {
            insert(handle);
            terminate(handle);
            return true;
        }));

        assertUnavailable(failed);
    }

    @Test
    void failedChangeKeepsItsExceptionIfTheConnectionIsLost() {
        var failed = catchThrowable(() -> database.change((handle, revision) -> {
            terminate(handle);
            throw new IllegalArgumentException("no");
        }));

        assertThat(failed).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
        assertThat(database.<UUID>change((handle, revision) -> insert(handle))).isNotNull();
    }

    @Test
    void writeIsUnavailableIfTheConnectionIsLost() {
        assertUnavailable(catchThrowable(() -> database.write(handle -> {
            terminate(handle);
            return insert(handle);
        })));
        assertUnavailable(catchThrowable(() -> database.write(handle -> {
            insert(handle);
            terminate(handle);
            return true;
        })));
    }

    private void assertUnavailable(Throwable failed) {
        assertThat(failed).matches(Database::isUnavailable, "unavailable");
        assertThat(DatabaseFailure.describe(failed)).contains("57P01");
        assertThat(database.<UUID>change((handle, revision) -> insert(handle))).isNotNull();
    }

    private static UUID insert(Handle handle) {
        var id = UUID.randomUUID();
        handle.createUpdate("insert into news_deleted (id, deleted) values (:id, :now)")
                .bind("id", id)
                .bind("now", Instant.EPOCH)
                .execute();
        return id;
    }

    /** Closes the connection of {@code handle} on the server, and waits until it is closed. */
    private void terminate(Handle handle) {
        int process =
                handle.select("select pg_backend_pid()").mapTo(Integer.class).one();
        try (var connection = TestDatabase.source(address).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(" + process + ", 10000)");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
