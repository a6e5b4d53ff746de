package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
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
import tablon.config.Settings;
import tablon.testing.TestDatabase;

/** More work than the database can do. */
@Tag("database")
class BusyTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private DatabaseAddress address;
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        address = Settings.of(TestDatabase.settings(folder)::get).database();
        database = Database.openBeside(address, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    @Test
    void whoWouldReadHearsSoWhileHealthAndRevisionAreAnswered() throws Exception {
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
    void whoWouldWriteHearsSoAndLeavesNothing() throws Exception {
        var taken = new CountDownLatch(1);
        threads.execute(() -> database.change(handle -> hold(taken)));
        taken.await();
        long before = database.revision();

        var refused = catchThrowable(() -> database.change(handle -> handle.execute("delete from news")));
        end.countDown();

        assertThat(refused).matches(Database::isUnavailable, "unavailable");
        // in the same line, so behind the one that was held
        assertThat(database.<Integer>change(handle -> handle.execute("delete from news_deleted")))
                .isZero();
        assertThat(database.revision()).isGreaterThan(before);
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
