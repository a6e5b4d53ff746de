package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tablon.storage.DatabaseReadiness.Reason;
import tablon.testing.LogLines;

class DatabaseReadinessTest {
    private static final DatabaseFailure FULL =
            DatabaseFailure.of(new SQLException("no space", "53100")).orElseThrow();
    private static final DatabaseFailure BUSY =
            DatabaseFailure.of(new SQLException("deadlock", "40P01")).orElseThrow();

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger checks = new AtomicInteger();
    private Optional<Reason> result = Optional.empty();
    private final DatabaseReadiness readiness = new DatabaseReadiness(
            () -> {
                checks.incrementAndGet();
                return result;
            },
            nanoTime::get);
    private final LogLines log = new LogLines();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void databaseIsCheckedOnceASecond() {
        for (int request = 0; request < 100; request++) {
            assertThat(readiness.notReadyReason()).isEmpty();
        }
        assertThat(checks).hasValue(1);

        advance(Duration.ofSeconds(1));
        readiness.notReadyReason();

        assertThat(checks).hasValue(2);
    }

    @Test
    void concurrentCallersShareOneCheck() throws Exception {
        var threads = Executors.newCachedThreadPool();
        var results = new ArrayList<Future<Optional<Reason>>>();
        for (int number = 0; number < 50; number++) {
            results.add(threads.submit(readiness::notReadyReason));
        }

        for (var shared : results) {
            assertThat(shared.get()).isEmpty();
        }
        threads.shutdown();

        assertThat(checks).hasValue(1);
    }

    @Test
    void fullDiskIsReportedForTenSeconds() {
        readiness.recordFailure(FULL);

        assertThat(readiness.notReadyReason()).map(Reason::message).contains("the disk is full");
        advance(Duration.ofSeconds(9));
        assertThat(readiness.notReadyReason()).isPresent();
        advance(Duration.ofSeconds(1));
        assertThat(readiness.notReadyReason()).isEmpty();
    }

    @Test
    void successfulWriteClearsTheFailure() {
        readiness.recordFailure(FULL);
        readiness.notReadyReason();
        readiness.recordWrite();
        advance(Duration.ofSeconds(1));

        assertThat(readiness.notReadyReason()).isEmpty();
    }

    @Test
    void busyDatabaseIsReady() {
        readiness.recordFailure(BUSY);

        assertThat(readiness.notReadyReason()).isEmpty();
    }

    @Test
    void eachChangeOfReadinessIsLoggedOnce() {
        result = Optional.of(new Reason("the disk is full", "53100 no space"));
        for (int second = 0; second < 5; second++) {
            readiness.notReadyReason();
            advance(Duration.ofSeconds(1));
        }
        result = Optional.empty();
        for (int second = 0; second < 5; second++) {
            readiness.notReadyReason();
            advance(Duration.ofSeconds(1));
        }

        assertThat(log.of("WARN")).containsExactly("WARN The board is not ready: the disk is full (53100 no space)");
        assertThat(log.of("INFO")).containsExactly("INFO The board is ready again");
    }

    private void advance(Duration duration) {
        nanoTime.addAndGet(duration.toNanos());
    }
}
