package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tablon.it.Eventually;
import tablon.testing.TestStores;

class ChangeTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = TestStores.open(folder, Clock.systemUTC()).database();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    @Tag("database")
    void eachChangeRaisesTheRevisionByOneWithANewStamp() {
        var before = database.revision().orElseThrow();
        var stamps = new HashSet<Long>();

        for (int number = 1; number <= 3; number++) {
            var made = database.change((handle, revision) -> revision);
            assertThat(made.number()).isEqualTo(before.number() + number);
            assertThat(database.revision()).contains(made);
            assertThat(stamps.add(made.stamp())).isTrue();
        }
    }

    @Test
    @Tag("database")
    void writeKeepsTheRevision() {
        var before = database.revision();

        database.write(ChangeTest::insert);

        assertThat(database.revision()).isEqualTo(before);
    }

    @Test
    @Tag("database")
    void failedChangeStoresNothingAndKeepsTheRevision() {
        var before = database.revision();
        var rolledBack = UUID.randomUUID();

        assertThatThrownBy(() -> database.change((handle, revision) -> {
                    insert(handle, rolledBack);
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");

        assertThat(isStored(rolledBack)).isFalse();
        assertThat(database.revision()).isEqualTo(before);
    }

    @Test
    @Tag("database")
    void changesRunOneAtATimeAndAFailedOneRollsBackAlone() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var rolledBack = UUID.randomUUID();
        var refused = threads.submit(() -> database.change((handle, revision) -> {
            insert(handle, rolledBack);
            entered.countDown();
            await(release);
            throw new IllegalArgumentException("no");
        }));
        await(entered);
        var waiting = new Thread[1];
        var other = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            return database.change((handle, revision) -> insert(handle));
        });
        Eventually.holds(
                () -> "the second change is waiting",
                () -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
        release.countDown();

        assertThatThrownBy(refused::get).hasCause(new IllegalArgumentException("no"));
        assertThat(isStored(other.get())).isTrue();
        assertThat(isStored(rolledBack)).isFalse();
    }

    @Test
    @Tag("database")
    @Timeout(value = 3, unit = TimeUnit.SECONDS)
    void nestedChangeThrowsWithoutWaiting() {
        assertThatThrownBy(() -> database.change((outer, revision) -> database.change((inner, next) -> insert(inner))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.change((outer, revision) -> database.write(ChangeTest::insert)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(isStored(database.change((handle, revision) -> insert(handle))))
                .isTrue();
    }

    @Test
    @Tag("database")
    void readConnectionsCannotWrite() {
        var id = UUID.randomUUID();

        assertThatThrownBy(() -> database.read(handle -> insert(handle, id))).satisfies(refused -> assertThat(
                        DatabaseFailure.of(refused).orElseThrow().kind())
                .isEqualTo(DatabaseFailure.Kind.READ_ONLY));

        assertThat(isStored(id)).isFalse();
    }

    /** SQLite itself rolls back the transaction when the disk is full. */
    @Test
    void changeThatFillsTheDiskFailsAndTheNextOneSucceeds() {
        var rolledBack = UUID.randomUUID();

        assertThatThrownBy(() -> database.change((handle, revision) -> {
                    insert(handle, rolledBack);
                    handle.execute("create table filling (bytes blob)");
                    handle.execute("pragma max_page_count = 1");
                    return handle.execute("insert into filling values (zeroblob(10000000))");
                }))
                .satisfies(refused -> assertThat(
                                DatabaseFailure.of(refused).orElseThrow().kind())
                        .isEqualTo(DatabaseFailure.Kind.DISK_FULL));
        assertThat(isStored(rolledBack)).isFalse();

        database.write(handle -> handle.execute("pragma max_page_count = 1000000"));
        assertThat(isStored(database.change((handle, revision) -> insert(handle))))
                .isTrue();
    }

    private boolean isStored(UUID id) {
        return database.read(handle -> handle.createQuery("select exists (select 1 from news_deleted where id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }

    private static UUID insert(Handle handle) {
        return insert(handle, UUID.randomUUID());
    }

    private static UUID insert(Handle handle, UUID id) {
        handle.createUpdate("insert into news_deleted (id, deleted) values (:id, :now)")
                .bind("id", id)
                .bind("now", Instant.EPOCH)
                .execute();
        return id;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
