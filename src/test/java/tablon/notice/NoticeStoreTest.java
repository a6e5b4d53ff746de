package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Actor;
import tablon.campus.CampusDraft;
import tablon.journal.Origin;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.testing.TestStores;
import tablon.text.Text;

@Tag("database")
class NoticeStoreTest {
    private TestStores stores;
    private NoticeStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        stores = TestStores.open(folder, Clock.systemUTC());
        store = stores.notices();
        stores.campuses().put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("UGR", "Granada"));
        stores.campuses().put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("MED", "Medicina"));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void draftIsRefusedIfItsCampusWasDeletedMeanwhile() {
        var kept = stores.change(change -> store.create(change, draft("MED")));
        var draft = draft("UGR");
        stores.campuses().remove(Actor.ADMINISTRATOR, Origin.API, "UGR");

        var created = catchThrowableOfType(Problem.class, () -> stores.change(change -> store.create(change, draft)));
        var replaced =
                catchThrowableOfType(Problem.class, () -> stores.change(change -> store.replace(change, kept, draft)));

        var unknown = List.of(Fault.at("/campus", Text.of("fault.unknown-campus", "UGR", "MED")));
        assertThat(created.status()).isEqualTo(422);
        assertThat(created.faults()).isEqualTo(unknown);
        assertThat(replaced.status()).isEqualTo(422);
        assertThat(replaced.faults()).isEqualTo(unknown);
        assertThat(store.visible(kept.id().toString(), Actor.ADMINISTRATOR).campus())
                .isEqualTo("MED");
    }

    @Test
    void returnedNoticeEqualsTheStoredNotice() {
        var created = stores.change(change -> store.create(change, draft("UGR")));
        assertThat(store.visible(created.id().toString(), Actor.ADMINISTRATOR)).isEqualTo(created);

        var replaced = stores.change(change -> store.replace(change, created, draft("MED")));
        assertThat(store.visible(created.id().toString(), Actor.ADMINISTRATOR)).isEqualTo(replaced);
    }

    @Test
    void everyChangeRaisesTheVersionAndTheTag() {
        var first = stores.change(change -> store.create(change, draft("UGR")));
        var second = stores.change(change -> store.replace(change, first, draft("MED")));

        assertThat(first.version()).isEqualTo(1);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.tag()).isNotEqualTo(first.tag());
        assertThat(first.tag(State.EXPIRED)).isNotEqualTo(first.tag());
    }

    @Test
    void unchangedNoticeKeepsItsVersion() {
        var first = stores.change(change -> store.create(change, draft("UGR")));
        var second = stores.change(change -> store.replace(change, first, draft("UGR")));

        assertThat(second).isEqualTo(first);
    }

    private NoticeDraft draft(String campus) {
        return new NoticeDraft("Beca", "aviso", campus, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
