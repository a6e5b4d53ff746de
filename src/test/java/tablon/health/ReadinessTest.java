package tablon.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.config.DatabaseAddress;
import tablon.it.Eventually;
import tablon.json.Json;
import tablon.storage.Database;
import tablon.storage.DatabaseFailure;
import tablon.testing.LogLines;

/** Readiness after a disk fault, on SQLite. */
class ReadinessTest {
    private final LogLines log = new LogLines();
    private Database database;
    private HealthResource health;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.open(new DatabaseAddress.Sqlite(folder.resolve("tablon.db")), new SimpleMeterRegistry());
        health = new HealthResource(database, false);
    }

    @AfterEach
    void close() {
        database.close();
        log.close();
    }

    @Test
    void fullDiskIsReportedUntilAWriteSucceeds() {
        var failure = catchThrowable(() -> database.change((handle, revision) -> {
            handle.execute("create table filling (bytes blob)");
            handle.execute("pragma max_page_count = 1");
            return handle.execute("insert into filling values (zeroblob(10000000))");
        }));

        assertThat(Database.isUnavailable(failure)).isTrue();
        assertThat(DatabaseFailure.describe(failure)).contains("SQLITE_FULL");
        assertThat(reason()).isEqualTo("the disk is full");
        assertThat(log.of("WARN")).singleElement().asString().contains("SQLITE_FULL");

        database.write(handle -> handle.execute("pragma max_page_count = 1000000"));
        database.change((handle, revision) -> handle.execute("delete from news_deleted"));

        Eventually.holds(() -> "the board is ready again", () -> health.ready().getStatus() == 200);
    }

    @Test
    void readOnlyDatabaseIsReportedAndItsConnectionReplaced() {
        var failure = catchThrowable(() -> database.change((handle, revision) -> {
            handle.execute("pragma query_only = on");
            return handle.execute("delete from news_deleted");
        }));

        assertThat(Database.isUnavailable(failure)).isTrue();
        assertThat(DatabaseFailure.describe(failure)).contains("SQLITE_READONLY");
        assertThat(reason()).isEqualTo("the database is read-only");
        assertThat(database.<Integer>change((handle, revision) -> handle.execute("delete from news_deleted")))
                .isZero();
        Eventually.holds(() -> "the board is ready again", () -> health.ready().getStatus() == 200);
    }

    private String reason() {
        var ready = health.ready();
        assertThat(ready.getStatus()).isEqualTo(503);
        return Json.read(Json.bytes(ready.getEntity()))
                .at("/checks/database/reason")
                .asText();
    }
}
