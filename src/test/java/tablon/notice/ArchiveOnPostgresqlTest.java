package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tablon.access.Actor;
import tablon.campus.CampusDraft;
import tablon.config.DatabaseAddress;
import tablon.it.Eventually;
import tablon.journal.Origin;
import tablon.notice.NoticeQuery.StateFilter;
import tablon.testing.TestDatabase;
import tablon.testing.TestPostgres;
import tablon.testing.TestStores;

/** One instance archives a notice while another instance changes it. */
class ArchiveOnPostgresqlTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    private final DatabaseAddress address = DatabaseAddress.postgresql(TestPostgres.freshDatabase());

    @Test
    void noticeChangedByAnotherInstanceIsNotArchived() throws Exception {
        try (var one = TestStores.open(address, CLOCK);
                var other = TestStores.open(address, CLOCK)) {
            var store = one.notices();
            var archive = new ArchiveStore(one.database(), CLOCK, "es");
            one.campuses().put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("UGR", "Granada"));
            var expired = draft("vieja", Optional.of(store.now().minusSeconds(7_200)));
            var id = one.change(change -> store.create(change, expired)).id();
            var thread = Executors.newSingleThreadExecutor();

            var archiving = other.change(change -> {
                var current = other.notices().existing(change.handle(), id);
                other.notices().replace(change, current, draft("devuelta", Optional.empty()));
                var waiting = thread.submit(archive::archiveBatch);
                Eventually.holds(() -> "the archiver is waiting for the row lock", this::isWaiting);
                return waiting;
            });
            archiving.get(30, TimeUnit.SECONDS);
            thread.shutdown();

            assertThat(titles(one, Optional.empty())).containsExactly("devuelta");
            assertThat(titles(one, Optional.of("devuelta"))).containsExactly("devuelta");
            assertThat(titles(one, Optional.of("vieja"))).isEmpty();
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
        return new NoticeDraft(title, "aviso", "UGR", Optional.empty(), Optional.of(published), expires, false);
    }

    private static List<String> titles(TestStores stores, Optional<String> search) {
        var query = new NoticeQuery(Optional.empty(), search, StateFilter.VISIBLE, 20);
        return stores.lists().list(query, Optional.empty()).notices().stream()
                .map(Notice::title)
                .toList();
    }
}
