package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.campus.CampusStore;
import tablon.config.Settings;
import tablon.notice.NoticeQuery.Show;
import tablon.storage.Database;
import tablon.testing.TestDatabase;

@Tag("database")
class ArchiveTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    private Database database;
    private NoticeStore store;
    private UUID expired;

    @BeforeEach
    void archiveOneOfTwo(@TempDir Path folder) {
        database = Database.open(Settings.of(TestDatabase.settings(folder)::get).database(), new SimpleMeterRegistry());
        store = new NoticeStore(database, CLOCK);
        new CampusStore(database).put("UGR", "Granada");
        var now = store.now();
        expired = add("vieja", Optional.of(now.minusSeconds(7_200)));
        add("nueva", Optional.empty());
        assertThat(store.archiveSome()).isFalse();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsArchivedIsFoundWhereItIsAskedFor() {
        assertThat(titles(Show.VISIBLE, Optional.of("aviso"), Optional.empty())).containsExactly("nueva");
        assertThat(titles(Show.VISIBLE, Optional.of("aviso"), Optional.of("UGR")))
                .containsExactly("nueva");
        assertThat(titles(Show.EXPIRED, Optional.of("aviso"), Optional.empty())).containsExactly("vieja");
        assertThat(titles(Show.EXPIRED, Optional.of("aviso"), Optional.of("UGR")))
                .containsExactly("vieja");
        assertThat(titles(Show.ALL, Optional.of("aviso"), Optional.of("UGR"))).containsExactly("nueva", "vieja");
        assertThat(titles(Show.ALL, Optional.empty(), Optional.empty())).containsExactly("nueva", "vieja");
    }

    @Test
    void whatWasArchivedAndNoLongerExpiresIsFoundAgain() {
        var draft = draft("devuelta", Optional.empty());

        database.change(handle -> store.replace(handle, expired, draft, store.now()));

        assertThat(titles(Show.VISIBLE, Optional.of("devuelta"), Optional.of("UGR")))
                .containsExactly("devuelta");
        assertThat(titles(Show.ALL, Optional.of("vieja"), Optional.empty())).isEmpty();
    }

    private UUID add(String title, Optional<Instant> expires) {
        return database.change(handle -> store.add(handle, draft(title, expires), store.now()))
                .id();
    }

    private NoticeDraft draft(String title, Optional<Instant> expires) {
        var published = expires.orElse(store.now()).minusSeconds(60);
        return new NoticeDraft(title, "aviso", "UGR", published, expires, false);
    }

    private List<String> titles(Show show, Optional<String> search, Optional<String> campus) {
        var query = new NoticeQuery(campus, search, show, 20);
        return new NoticeListStore(database, CLOCK)
                .list(query, Optional.empty()).notices().stream()
                        .map(Notice::title)
                        .toList();
    }
}
