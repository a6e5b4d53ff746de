package tablon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Actor;
import tablon.journal.Origin;
import tablon.testing.LogLines;
import tablon.testing.TestStores;

@Tag("database")
class DemoOnceTest {
    private static final int NOTICES = 26;

    @Test
    void twoConcurrentStartsFillTheBoardOnce(@TempDir Path folder) throws Exception {
        var address = TestStores.migrated(folder);
        try (var one = TestStores.openExisting(address, Clock.systemUTC());
                var other = TestStores.openExisting(address, Clock.systemUTC())) {
            var threads = Executors.newFixedThreadPool(2);
            try {
                List<Callable<Integer>> filling = Stream.of(one, other)
                        .map(stores -> (Callable<Integer>) () -> fill(stores))
                        .toList();
                for (var filled : threads.invokeAll(filling)) {
                    assertThat(filled.get()).isEqualTo(NOTICES);
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(fill(one)).isEqualTo(NOTICES);
        }
    }

    @Test
    void boardWithNoticesIsNotFilled(@TempDir Path folder) {
        try (var stores = TestStores.open(folder, Clock.systemUTC());
                var log = new LogLines()) {
            fill(stores);
            assertThat(log.of("INFO")).isEmpty();
            var campuses = stores.campuses();
            stores.change(change -> change.handle().execute("delete from news where campus = 'CIENCIAS'"));
            campuses.all().forEach(campus -> campuses.remove(Actor.ADMINISTRATOR, Origin.API, campus.code()));
            var remaining = campuses.all();

            assertThat(fill(stores)).isLessThan(NOTICES);
            assertThat(campuses.all()).isEqualTo(remaining);
            assertThat(log.of("INFO")).containsExactly("INFO DEMO=true does nothing: the board already has notices");
        }
    }

    @Test
    void demoNoticesAreInTheJournal(@TempDir Path folder) {
        try (var stores = TestStores.open(folder, Clock.systemUTC())) {
            fill(stores);

            assertThat(count(stores, "journal where origin = 'demo' and actor = 'board' and kind = 'notice'"))
                    .isEqualTo(NOTICES);
        }
    }

    /** Fills the board and returns its number of notices. */
    private static int fill(TestStores stores) {
        new Demo(
                        stores.database(),
                        stores.journal(),
                        stores.notices(),
                        stores.campuses(),
                        Clock.systemUTC(),
                        ZoneId.of("Europe/Madrid"))
                .fill();
        return count(stores, "news");
    }

    private static int count(TestStores stores, String rows) {
        return stores.database().read(handle -> handle.createQuery("select count(*) from " + rows)
                .mapTo(Integer.class)
                .one());
    }
}
