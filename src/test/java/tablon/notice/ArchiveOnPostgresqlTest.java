package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tablon.campus.CampusStore;
import tablon.config.DatabaseAddress;
import tablon.it.Eventually;
import tablon.notice.NoticeQuery.Show;
import tablon.storage.Database;
import tablon.testing.TestDatabase;
import tablon.testing.TestPostgres;

/** The archiver of one instance, while another instance changes what it archives. */
class ArchiveOnPostgresqlTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    private final DatabaseAddress address = DatabaseAddress.postgresql(TestPostgres.freshDatabase());

    @Test
    void aNoticeThatIsRevivedMeanwhileStaysVisibleAndFound() throws Exception {
        try (var database = Database.open(address, new SimpleMeterRegistry());
                var other = Database.open(address, new SimpleMeterRegistry())) {
            var store = new NoticeStore(database, CLOCK);
            new CampusStore(database).put("UGR", "Granada");
            var expired = draft("vieja", Optional.of(store.now().minusSeconds(7_200)));
            var id = database.change(handle -> store.add(handle, expired, store.now()))
                    .id();
            var thread = Executors.newSingleThreadExecutor();

            var archiving = other.change(handle -> {
                new NoticeStore(other, CLOCK).replace(handle, id, draft("devuelta", Optional.empty()), store.now());
                var waiting = thread.submit(store::archiveSome);
                Eventually.holds(() -> "the archiver waits for the row", this::isWaiting);
                return waiting;
            });
            archiving.get(30, TimeUnit.SECONDS);
            thread.shutdown();

            assertThat(titles(database, Optional.empty())).containsExactly("devuelta");
            assertThat(titles(database, Optional.of("devuelta"))).containsExactly("devuelta");
            assertThat(titles(database, Optional.of("vieja"))).isEmpty();
        }
    }

    private boolean isWaiting() {
        try (var connection = TestDatabase.source(address).getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")) {
            return result.next() && result.getInt(1) > 0;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static NoticeDraft draft(String title, Optional<Instant> expires) {
        var published = expires.orElse(CLOCK.instant()).minusSeconds(60);
        return new NoticeDraft(title, "aviso", "UGR", published, expires, false);
    }

    private static List<String> titles(Database database, Optional<String> search) {
        var query = new NoticeQuery(Optional.empty(), search, Show.VISIBLE, 20);
        return new NoticeListStore(database, CLOCK)
                .list(query, Optional.empty()).notices().stream()
                        .map(Notice::title)
                        .toList();
    }
}
