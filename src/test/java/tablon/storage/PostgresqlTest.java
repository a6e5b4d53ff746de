package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import tablon.config.DatabaseAddress;
import tablon.testing.TestPostgres;

class PostgresqlTest {
    @Test
    void slowStatementIsCancelledOnTheServer() {
        var address = DatabaseAddress.postgresql(TestPostgres.freshDatabase());
        try (var database = Database.open(address, new SimpleMeterRegistry())) {
            var refused = catchThrowable(() -> database.read(
                    handle -> handle.select("select pg_sleep(60)").mapToMap().list()));

            assertThat(refused).matches(Database::isUnavailable, "unavailable");
            var running = database.<Integer>read(handle -> handle.select(
                            "select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep(60)%'"
                                    + " and pid <> pg_backend_pid()")
                    .mapTo(Integer.class)
                    .one());
            assertThat(running).isZero();
        }
    }
}
