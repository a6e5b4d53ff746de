package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.campus.CampusStore;
import tablon.config.Settings;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.storage.Database;
import tablon.testing.TestDatabase;
import tablon.text.Text;

@Tag("database")
class NoticeStoreTest {
    private Database database;
    private NoticeStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.open(Settings.of(TestDatabase.settings(folder)::get).database(), new SimpleMeterRegistry());
        store = new NoticeStore(database, Clock.systemUTC());
        new CampusStore(database).put("UGR", "Granada");
        new CampusStore(database).put("MED", "Medicina");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void campusThatWasDeletedMeanwhileIsRefusedAsUnknown() {
        var kept = database.change(handle -> store.add(handle, draft("MED"), store.now()));
        var draft = draft("UGR");
        new CampusStore(database).remove("UGR");

        var added = catchThrowableOfType(
                Problem.class, () -> database.change(handle -> store.add(handle, draft, store.now())));
        var replaced = catchThrowableOfType(
                Problem.class, () -> database.change(handle -> store.replace(handle, kept.id(), draft, store.now())));

        var unknown = List.of(Fault.at("/campus", Text.of("fault.campus.unknown", "UGR", "MED")));
        assertThat(added.status()).isEqualTo(422);
        assertThat(added.faults()).isEqualTo(unknown);
        assertThat(replaced.status()).isEqualTo(422);
        assertThat(replaced.faults()).isEqualTo(unknown);
        assertThat(store.any(kept.id().toString()).campus()).isEqualTo("MED");
    }

    private NoticeDraft draft(String campus) {
        return new NoticeDraft("Beca", "aviso", campus, store.now(), Optional.empty(), false);
    }
}
