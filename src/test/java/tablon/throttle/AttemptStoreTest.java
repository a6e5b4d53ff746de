package tablon.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.config.DatabaseAddress;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;
import tablon.testing.TestClock;
import tablon.testing.TestStores;

@Tag("database")
class AttemptStoreTest {
    private static final String HERE = "192.0.2.7";
    private static final String THERE = "198.51.100.9";

    private final TestClock clock = new TestClock();
    private DatabaseAddress address;
    private Database database;
    private AttemptStore attempts;

    AttemptStoreTest(@TempDir Path folder) {
        address = TestStores.migrated(folder);
        database = open();
        attempts = new AttemptStore(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void sixthAttemptIs429UntilTheWindowEnds() {
        fail("ana", HERE, 1);
        clock.advance(Duration.ofMinutes(5));
        fail("ana", HERE, 4);

        var refused = refusal("ana", HERE);

        assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_ATTEMPTS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "600");
        assertThat(refused.detail().arguments()).containsExactly(10L);
        clock.advance(Duration.ofSeconds(600));
        assertThatCode(() -> attempts.begin("ana", HERE)).doesNotThrowAnyException();
    }

    @Test
    void lockedAttemptWritesNothing() {
        fail("ana", HERE, 5);
        clock.advance(Duration.ofMinutes(1));
        var before = rows();

        refusal("ana", HERE);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void lockOfANameLeavesOtherAddressesAndOtherNamesFree() {
        fail("ana", HERE, 5);

        assertThatCode(() -> attempts.begin("ana", THERE)).doesNotThrowAnyException();
        assertThatCode(() -> attempts.begin("eva", HERE)).doesNotThrowAnyException();
    }

    @Test
    void otherSpellingsOfANameShareItsLock() {
        attempts.begin("Ana", HERE);
        attempts.begin("ANA", HERE);
        attempts.begin(" ana", HERE);
        attempts.begin("\uFF41na", HERE);
        attempts.begin("ana", HERE);

        assertThat(refusal("aNa", HERE).status()).isEqualTo(429);
    }

    @Test
    void rightPasswordForgetsTheFailures() {
        fail("ana", HERE, 4);
        attempts.begin("ana", HERE);
        attempts.succeeded("ana", HERE);

        assertThat(rows()).isEmpty();
        fail("ana", HERE, 5);
        assertThat(refusal("ana", HERE).status()).isEqualTo(429);
    }

    @Test
    void rightPasswordForgetsNoOtherFailures() {
        fail("ana", HERE, 5);
        fail("eva", THERE, 5);
        attempts.begin("eva", HERE);
        attempts.succeeded("eva", HERE);

        assertThat(refusal("ana", HERE).status()).isEqualTo(429);
        assertThat(refusal("eva", THERE).status()).isEqualTo(429);
    }

    @Test
    void attemptThatCouldNotBeVerifiedDoesNotCount() {
        for (int number = 0; number < 20; number++) {
            attempts.begin("ana", HERE);
            attempts.unverified("ana", HERE);
        }

        fail("ana", HERE, 5);
        assertThat(refusal("ana", HERE).status()).isEqualTo(429);
    }

    @Test
    void hundredFailuresLockTheAddressForAllNames() {
        fail("first", HERE, 1);
        clock.advance(Duration.ofMinutes(5));
        for (int number = 1; number < AttemptStore.MAX_OF_ADDRESS; number++) {
            attempts.begin("name-" + number, HERE);
        }

        assertThat(refusal("ana", HERE).headers()).containsEntry("Retry-After", "600");
        assertThatCode(() -> attempts.begin("ana", THERE)).doesNotThrowAnyException();
        clock.advance(Duration.ofSeconds(600));
        fail("ana", HERE, 1);
        assertThat(refusal("eva", HERE).headers()).containsEntry("Retry-After", "300");
    }

    @Test
    void addressesOfOneIpv6NetworkCountTogether() {
        for (int number = 0; number < 5; number++) {
            attempts.begin("ana", "2001:db8:1:2::" + number);
        }

        assertThat(refusal("ana", "2001:db8:1:2:ffff::1").status()).isEqualTo(429);
        assertThatCode(() -> attempts.begin("ana", "2001:db8:1:3::1")).doesNotThrowAnyException();
    }

    @Test
    void thirtyWrongTokensAreAnsweredAndFurtherOnesAre429() {
        for (int number = 0; number < AttemptStore.MAX_WRONG_TOKENS; number++) {
            attempts.wrongToken(HERE);
        }
        var before = rows();

        var refused = catchThrowableOfType(Problem.class, () -> attempts.wrongToken(HERE));

        assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_ATTEMPTS);
        assertThat(refused.headers()).containsEntry("Retry-After", "900");
        assertThat(rows()).isEqualTo(before);
        assertThatCode(() -> attempts.wrongToken(THERE)).doesNotThrowAnyException();
    }

    @Test
    void wrongTokensAndSignInsDoNotLockEachOther() {
        for (int number = 0; number < AttemptStore.MAX_WRONG_TOKENS; number++) {
            attempts.wrongToken(HERE);
        }
        for (int number = 0; number < AttemptStore.MAX_OF_ADDRESS; number++) {
            attempts.begin("name-" + number, HERE);
        }

        assertThat(refusal("token", HERE).status()).isEqualTo(429);
        clock.advance(AttemptStore.WINDOW);
        for (int number = 0; number < AttemptStore.MAX_OF_ADDRESS; number++) {
            attempts.begin("name-" + number, HERE);
        }
        assertThatCode(() -> attempts.wrongToken(HERE)).doesNotThrowAnyException();
    }

    @Test
    void restartKeepsTheLock() {
        fail("ana", HERE, 5);

        database.close();
        database = open();
        attempts = new AttemptStore(database, clock);

        assertThat(refusal("ana", HERE).status()).isEqualTo(429);
    }

    @Test
    void parallelAttemptsOnTwoInstancesDoNotExceedTheLimit() throws Exception {
        try (var second = open()) {
            var instances = List.of(attempts, new AttemptStore(second, clock));

            int admitted = beginInParallel(instances, 24);

            assertThat(admitted).isEqualTo(AttemptStore.MAX_OF_NAME);
            assertThat(catchThrowableOfType(
                            Problem.class, () -> instances.get(1).begin("ana", HERE)))
                    .isNotNull();
        }
    }

    @Test
    void namesAreStoredAsHashes() {
        attempts.begin("correct horse battery staple", HERE);
        attempts.begin("x".repeat(10_000), HERE);
        attempts.begin("", HERE);
        attempts.begin("a\u0000b\uD800", HERE);

        assertThat(rows()).hasSize(4).allMatch(row -> row.name.matches("[0-9a-f]{64}"));
    }

    @Test
    void expiredFailuresAreDeletedByALaterOne() {
        fail("ana", HERE, 1);
        attempts.wrongToken(THERE);
        clock.advance(AttemptStore.WINDOW);

        attempts.begin("eva", HERE);

        assertThat(rows()).hasSize(1);
    }

    @Test
    void oldestFailuresGoBeyondTheMaximum() {
        database.write(handle -> {
            var batch = handle.prepareBatch(
                    "insert into attempt (name, address, failures, since) values ('token', :address, 1, :since)");
            for (int number = 0; number < AttemptStore.MAX_ROWS; number++) {
                batch.bind("address", "old-" + number)
                        .bind("since", clock.instant().plusMillis(number))
                        .add();
            }
            return batch.execute();
        });
        clock.advance(Duration.ofMinutes(1));

        attempts.begin("ana", HERE);

        // one is the row that serializes the instances
        assertThat(rows()).hasSize(AttemptStore.MAX_ROWS - 1).noneMatch(row -> row.address.equals("old-0"));
        assertThat(rows()).anyMatch(row -> row.address.equals(HERE));
    }

    private int beginInParallel(List<AttemptStore> instances, int count) throws Exception {
        var threads = Executors.newFixedThreadPool(count);
        try {
            var start = new CyclicBarrier(count);
            var results = new ArrayList<Future<Boolean>>();
            for (int number = 0; number < count; number++) {
                var instance = instances.get(number % instances.size());
                Callable<Boolean> attempt = () -> {
                    start.await();
                    return catchThrowableOfType(Problem.class, () -> instance.begin("ana", HERE)) == null;
                };
                results.add(threads.submit(attempt));
            }
            int admitted = 0;
            for (var result : results) {
                admitted += result.get() ? 1 : 0;
            }
            return admitted;
        } finally {
            threads.shutdownNow();
        }
    }

    private void fail(String name, String from, int times) {
        for (int number = 0; number < times; number++) {
            attempts.begin(name, from);
        }
    }

    private Problem refusal(String name, String from) {
        return catchThrowableOfType(Problem.class, () -> attempts.begin(name, from));
    }

    /** All counters. */
    private List<Row> rows() {
        return database.read(handle -> handle.createQuery(
                        "select name, address, failures, since from attempt where failures > 0 order by address, name")
                .map(row -> new Row(
                        row.getColumn("name", String.class),
                        row.getColumn("address", String.class),
                        row.getColumn("failures", Integer.class),
                        row.getColumn("since", Instant.class)))
                .list());
    }

    private Database open() {
        return Database.openExisting(address, new SimpleMeterRegistry());
    }

    private record Row(String name, String address, int failures, Instant since) {}
}
