package tablon.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
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
    void twoInstancesThatStartTogetherMakeOneTokenThatBothAccept(@TempDir Path folder) throws Exception {
        var address = TestStores.migrated(folder);
        try (var one = Database.openExisting(address, new SimpleMeterRegistry());
                var other = Database.openExisting(address, new SimpleMeterRegistry())) {
            var stores = List.of(store(one), store(other));
            for (int round = 0; round < ROUNDS; round++) {
                one.write(handle -> handle.execute("delete from administrator"));

                var made =
                        makeTogether(stores).stream().flatMap(Optional::stream).toList();

                assertThat(made).hasSize(1);
                assertThat(stores).allMatch(store -> store.find(made.get(0)).isPresent());
            }
        }
    }

    @Test
    void newTokenReplacesTheFormerOne(@TempDir Path folder) {
        try (var database = Database.openExisting(TestStores.migrated(folder), new SimpleMeterRegistry())) {
            var store = store(database);
            var first = store.makeFirst().orElseThrow();

            var second = store.replace();

            assertThat(store.find(first)).isEmpty();
            assertThat(store.find(second)).isPresent();
            assertThat(store.makeFirst()).isEmpty();
        }
    }

    private static AdministratorStore store(Database database) {
        return new AdministratorStore(database, Clock.systemUTC(), Optional.empty());
    }

    private static List<Optional<String>> makeTogether(List<AdministratorStore> stores) throws Exception {
        var together = new CyclicBarrier(stores.size());
        var threads = Executors.newFixedThreadPool(stores.size());
        try {
            List<Callable<Optional<String>>> making = stores.stream()
                    .map(store -> (Callable<Optional<String>>) () -> {
                        together.await();
                        return store.makeFirst();
                    })
                    .toList();
            var made = new java.util.ArrayList<Optional<String>>();
            for (Future<Optional<String>> one : threads.invokeAll(making)) {
                made.add(one.get());
            }
            return made;
        } finally {
            threads.shutdownNow();
        }
    }
}
