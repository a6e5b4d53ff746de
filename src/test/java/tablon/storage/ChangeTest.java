package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.config.Settings;
import tablon.testing.TestDatabase;

/** Changes that are made at the same time. */
class ChangeTest {
    private static final int WAITING = 10;
    /** Milliseconds; who stands in line cannot be seen from outside. */
    private static final long LONG_ENOUGH_TO_QUEUE = 300;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        var address = Settings.of(TestDatabase.settings(folder)::get).database();
        database = Database.openBeside(address, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    @Tag("database")
    void changesThatWaitForEachOtherShareOneCommit() throws Exception {
        long before = database.revision();
        var first = new Held();
        var others = new ArrayList<Future<UUID>>();
        for (int number = 0; number < WAITING; number++) {
            others.add(threads.submit(() -> database.change(ChangeTest::insert)));
        }
        first.letGo();

        for (var other : others) {
            assertThat(isStored(other.get())).isTrue();
        }
        assertThat(isStored(first.id())).isTrue();
        assertThat(database.revision()).isEqualTo(before + 1);
    }

    @Test
    @Tag("database")
    void oneThatIsRefusedLeavesNothingAndTheOthersTheirs() throws Exception {
        var first = new Held();
        var ids = new ArrayList<Future<UUID>>();
        var undone = UUID.randomUUID();
        ids.add(threads.submit(() -> database.change(ChangeTest::insert)));
        var refused = threads.submit(() -> database.change(handle -> {
            insert(handle, undone);
            throw new IllegalArgumentException("no");
        }));
        ids.add(threads.submit(() -> database.change(ChangeTest::insert)));
        first.letGo();

        assertThatThrownBy(refused::get).hasCause(new IllegalArgumentException("no"));
        assertThat(isStored(undone)).isFalse();
        assertThat(isStored(first.id())).isTrue();
        for (var id : ids) {
            assertThat(isStored(id.get())).isTrue();
        }
    }

    @Test
    @Tag("database")
    void aRefusedOneThatOthersWaitForLeavesNothing() throws Exception {
        var undone = UUID.randomUUID();
        var entered = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        var refused = threads.submit(() -> database.change(handle -> {
            insert(handle, undone);
            entered.countDown();
            await(letGo);
            throw new IllegalArgumentException("no");
        }));
        await(entered);
        var other = threads.submit(() -> database.change(ChangeTest::insert));
        Thread.sleep(LONG_ENOUGH_TO_QUEUE);
        letGo.countDown();

        assertThatThrownBy(refused::get).hasCause(new IllegalArgumentException("no"));
        assertThat(isStored(other.get())).isTrue();
        assertThat(isStored(undone)).isFalse();
    }

    @Test
    @Tag("database")
    void aRefusedChangeIsNone() {
        long before = database.revision();

        assertThatThrownBy(() -> database.change(handle -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(database.revision()).isEqualTo(before);
    }

    /** SQLite ends the transaction by itself when it has no room, with all that others did in it. */
    @Test
    void whatAFullDiskTookFromAllIsAcknowledgedToNone() throws Exception {
        var first = new Held();
        var filling = threads.submit(() -> database.change(handle -> {
            handle.execute("create table filling (bytes blob)");
            handle.execute("pragma max_page_count = 1");
            handle.execute("insert into filling values (zeroblob(10000000))");
            return insert(handle);
        }));
        Thread.sleep(LONG_ENOUGH_TO_QUEUE);
        var last = threads.submit(() -> database.change(ChangeTest::insert));
        first.letGo();

        assertThatThrownBy(filling::get).isInstanceOf(ExecutionException.class);
        for (var change : List.of(first.change, last)) {
            assertThatThrownBy(change::get).isInstanceOf(ExecutionException.class);
        }
        assertThat(stored()).isZero();

        database.write(handle -> handle.execute("pragma max_page_count = 1000000"));
        assertThat(isStored(database.change(ChangeTest::insert))).isTrue();
    }

    private long stored() {
        return database.read(handle -> handle.createQuery("select count(*) from news_deleted")
                .mapTo(Long.class)
                .one());
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
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** A change that has its turn, and keeps it until it is let go. */
    private final class Held {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final Future<UUID> change = threads.submit(() -> database.change(handle -> {
            var id = insert(handle);
            entered.countDown();
            await(letGo);
            return id;
        }));

        Held() {
            await(entered);
        }

        void letGo() throws InterruptedException {
            Thread.sleep(LONG_ENOUGH_TO_QUEUE);
            letGo.countDown();
        }

        UUID id() throws Exception {
            return change.get();
        }
    }
}
