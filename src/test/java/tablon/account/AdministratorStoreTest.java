package tablon.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.storage.Database;
import tablon.testing.TestStores;

@Tag("database")
class AdministratorStoreTest {
    private static final int ROUNDS = 20;

    @Test
    void concurrentStartsCreateOneTokenThatBothInstancesAccept(@TempDir Path folder) throws Exception {
        var address = TestStores.migrated(folder);
        try (var one = Database.openExisting(address, new SimpleMeterRegistry());
                var other = Database.openExisting(address, new SimpleMeterRegistry())) {
            var stores = List.of(store(one), store(other));
            for (int round = 0; round < ROUNDS; round++) {
                one.write(handle -> handle.execute("delete from administrator"));

                var created = createConcurrently(stores).stream()
                        .flatMap(Optional::stream)
                        .toList();

                assertThat(created).hasSize(1);
                assertThat(stores).allMatch(store -> store.find(created.get(0)).isPresent());
            }
        }
    }

    @Test
    void newTokenReplacesThePreviousOne(@TempDir Path folder) {
        try (var database = Database.openExisting(TestStores.migrated(folder), new SimpleMeterRegistry())) {
            var store = store(database);
            var first = store.createFirst().orElseThrow();

            var second = store.replace();

            assertThat(store.find(first)).isEmpty();
            assertThat(store.find(second)).isPresent();
            assertThat(store.createFirst()).isEmpty();
        }
    }

    private static AdministratorStore store(Database database) {
        return new AdministratorStore(database, Clock.systemUTC(), Optional.empty());
    }

    private static List<Optional<String>> createConcurrently(List<AdministratorStore> stores) throws Exception {
        var barrier = new CyclicBarrier(stores.size());
        var threads = Executors.newFixedThreadPool(stores.size());
        try {
            List<Callable<Optional<String>>> tasks = stores.stream()
                    .map(store -> (Callable<Optional<String>>) () -> {
                        barrier.await();
                        return store.createFirst();
                    })
                    .toList();
            var results = new ArrayList<Optional<String>>();
            for (Future<Optional<String>> task : threads.invokeAll(tasks)) {
                results.add(task.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
