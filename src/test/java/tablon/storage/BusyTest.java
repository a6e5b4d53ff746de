package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.config.DatabaseAddress;
import tablon.testing.TestStores;

/** More concurrent requests than connections. */
@Tag("database")
class BusyTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private DatabaseAddress address;
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        address = TestStores.migrated(folder);
        database = TestStores.open(address, Clock.systemUTC()).database();
    }

    @AfterEach
    void close() throws InterruptedException {
        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    @Test
    void exhaustedReadPoolRefusesReadsButNotReadinessAndRevision() throws Exception {
        int readers = Dialect.of(address).readers();
        var holding = new CountDownLatch(readers);
        for (int number = 0; number < readers; number++) {
            threads.execute(() -> database.read(handle -> hold(holding)));
        }
        holding.await();

        var refused = catchThrowable(() -> database.read(handle -> null));

        assertThat(refused).matches(Database::isUnavailable, "unavailable");
        assertThat(database.notReadyReason()).isEmpty();
        assertThatCode(database::revision).doesNotThrowAnyException();
    }

    @Test
    void changeIsRefusedAfterTheTimeoutAndStoresNothing() throws Exception {
        var holding = new CountDownLatch(1);
        threads.execute(() -> database.change((handle, revision) -> hold(holding)));
        holding.await();
        var before = database.revision().orElseThrow();

        var refused = catchThrowable(() -> database.change((handle, revision) -> handle.execute("delete from news")));
        release.countDown();

        assertThat(refused).matches(Database::isUnavailable, "unavailable");
        // changes run one at a time: this one runs after the held one
        assertThat(database.<Integer>change((handle, revision) -> handle.execute("delete from news_deleted")))
                .isZero();
        assertThat(database.revision().orElseThrow().number()).isEqualTo(before.number() + 2);
    }

    private Void hold(CountDownLatch holding) {
        holding.countDown();
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return null;
    }
}
