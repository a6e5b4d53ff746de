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

/** More work than the database can do at once. */
@Tag("database")
class BusyTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private DatabaseAddress address;
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        address = TestStores.migrated(folder);
        database = TestStores.open(address, Clock.systemUTC()).database();
    }

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    @Test
    void readIsRefusedWhileHealthAndRevisionAreAnswered() throws Exception {
        int readers = Dialect.of(address).readers();
        var taken = new CountDownLatch(readers);
        for (int number = 0; number < readers; number++) {
            threads.execute(() -> database.read(handle -> hold(taken)));
        }
        taken.await();

        var refused = catchThrowable(() -> database.read(handle -> null));

        assertThat(refused).matches(Database::isUnavailable, "unavailable");
        assertThat(database.whyNotReady()).isEmpty();
        assertThatCode(database::revision).doesNotThrowAnyException();
    }

    @Test
    void changeThatWaitsTooLongIsRefusedAndLeavesNothing() throws Exception {
        var taken = new CountDownLatch(1);
        threads.execute(() -> database.change((handle, revision) -> hold(taken)));
        taken.await();
        var before = database.revision();

        var refused = catchThrowable(() -> database.change((handle, revision) -> handle.execute("delete from news")));
        end.countDown();

        assertThat(refused).matches(Database::isUnavailable, "unavailable");
        // changes take turns, so the one that was held has ended when this one has
        assertThat(database.<Integer>change((handle, revision) -> handle.execute("delete from news_deleted")))
                .isZero();
        assertThat(database.revision().number()).isEqualTo(before.number() + 2);
    }

    private Void hold(CountDownLatch taken) {
        taken.countDown();
        try {
            end.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return null;
    }
}
