package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;

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
import tablon.access.Actor;
import tablon.campus.CampusDraft;
import tablon.journal.Origin;
import tablon.notice.NoticeQuery.StateFilter;
import tablon.testing.TestStores;

@Tag("database")
class ArchiveTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    private TestStores stores;
    private NoticeStore store;
    private UUID expired;

    @BeforeEach
    void openWithOneArchivedNotice(@TempDir Path folder) {
        stores = TestStores.open(folder, CLOCK);
        store = stores.notices();
        stores.campuses().put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("UGR", "Granada"));
        var now = store.now();
        expired = add("vieja", Optional.of(now.minusSeconds(7_200)));
        add("nueva", Optional.empty());
        assertThat(new ArchiveStore(stores.database(), CLOCK, "es").archiveBatch())
                .isFalse();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void archivedNoticeIsListedOnlyAsExpired() {
        assertThat(titles(StateFilter.VISIBLE, Optional.of("aviso"), Optional.empty()))
                .containsExactly("nueva");
        assertThat(titles(StateFilter.VISIBLE, Optional.of("aviso"), Optional.of("UGR")))
                .containsExactly("nueva");
        assertThat(titles(StateFilter.EXPIRED, Optional.of("aviso"), Optional.empty()))
                .containsExactly("vieja");
        assertThat(titles(StateFilter.EXPIRED, Optional.of("aviso"), Optional.of("UGR")))
                .containsExactly("vieja");
        assertThat(titles(StateFilter.ALL, Optional.of("aviso"), Optional.of("UGR")))
                .containsExactly("nueva", "vieja");
        assertThat(titles(StateFilter.ALL, Optional.empty(), Optional.empty())).containsExactly("nueva", "vieja");
    }

    @Test
    void archivedNoticeIsVisibleAgainAfterItsExpiryIsRemoved() {
        var draft = draft("devuelta", Optional.empty());

        stores.change(change -> store.replace(change, store.existing(change.handle(), expired), draft));

        assertThat(titles(StateFilter.VISIBLE, Optional.of("devuelta"), Optional.of("UGR")))
                .containsExactly("devuelta");
        assertThat(titles(StateFilter.ALL, Optional.of("vieja"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void archivedNoticeKeepsItsLabelThroughMergers() {
        var current = filtered(StateFilter.VISIBLE, "Becas");
        assertThat(filtered(StateFilter.EXPIRED, "becas")).containsExactly("vieja");
        assertThat(filtered(StateFilter.ALL, "becas")).containsExactly("nueva", "vieja");
        assertThat(current).containsExactly("nueva");

        stores.change(change -> LabelStore.rename(change, "Becas", new LabelDraft("Ayudas", false)));
        stores.change(change -> LabelStore.rename(change, "Ayudas", new LabelDraft("Aviso", false)));

        for (var name : List.of("becas", "ayudas", "aviso")) {
            assertThat(filtered(StateFilter.EXPIRED, name)).containsExactly("vieja");
        }
        assertThat(store.read(handle -> store.existing(handle, expired)).labels())
                .containsExactly("Aviso");
    }

    private List<String> filtered(StateFilter states, String label) {
        var filter = new NoticeFilter(Optional.of("UGR"), Optional.of(label), Optional.empty(), false);
        return stores.lists().list(new NoticeQuery(filter, states, 20), Optional.empty()).notices().stream()
                .map(Notice::title)
                .toList();
    }

    private UUID add(String title, Optional<Instant> expires) {
        return stores.change(change -> store.create(change, draft(title, expires)))
                .id();
    }

    private NoticeDraft draft(String title, Optional<Instant> expires) {
        var published = expires.orElse(store.now()).minusSeconds(60);
        return new NoticeDraft(
                title,
                "aviso",
                "UGR",
                Optional.empty(),
                Optional.of(published),
                expires,
                false,
                List.of("Becas"),
                null,
                null);
    }

    private List<String> titles(StateFilter states, Optional<String> search, Optional<String> campus) {
        var query = new NoticeQuery(campus, search, states, 20);
        return stores.lists().list(query, Optional.empty()).notices().stream()
                .map(Notice::title)
                .toList();
    }
}
