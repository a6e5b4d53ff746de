package tablon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import tablon.campus.CampusStore;
import tablon.config.Settings;
import tablon.storage.Database;
import tablon.testing.TestDatabase;

@Tag("database")
class DemoOnceTest {
    private static final int NOTICES = 25;

    @Test
    void severalThatStartTogetherFillTheBoardOnce(@TempDir Path folder) throws Exception {
        var address = Settings.of(TestDatabase.settings(folder)::get).database();
        try (var one = Database.openBeside(address, new SimpleMeterRegistry());
                var other = Database.openBeside(address, new SimpleMeterRegistry())) {
            var threads = Executors.newFixedThreadPool(2);
            try {
                List<Callable<Integer>> filling = Stream.of(one, other)
                        .map(database -> (Callable<Integer>) () -> fill(database))
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
    void aBoardWithNoticesGetsNeitherNoticesNorCampuses(@TempDir Path folder) {
        var address = Settings.of(TestDatabase.settings(folder)::get).database();
        try (var database = Database.openBeside(address, new SimpleMeterRegistry())) {
            fill(database);
            var campuses = new CampusStore(database);
            database.change(handle -> handle.execute("delete from news where campus = 'CIENCIAS'"));
            campuses.all().forEach(campus -> campuses.remove(campus.code()));
            var left = campuses.all();

            assertThat(fill(database)).isLessThan(NOTICES);
            assertThat(campuses.all()).isEqualTo(left);
        }
    }

    /** How many notices there are after it. */
    private static int fill(Database database) {
        new Demo(database, Clock.systemUTC(), ZoneId.of("Europe/Madrid")).fill();
        return database.read(handle -> handle.createQuery("select count(*) from news")
                .mapTo(Integer.class)
                .one());
    }
}
