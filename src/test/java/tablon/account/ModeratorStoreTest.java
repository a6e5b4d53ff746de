package tablon.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Actor;
import tablon.access.Role;
import tablon.campus.CampusDraft;
import tablon.campus.CampusStore;
import tablon.journal.Origin;
import tablon.testing.TestAccounts;
import tablon.testing.TestDatabase;
import tablon.testing.TestStores;

@Tag("database")
class ModeratorStoreTest {
    private final TestStores stores;
    private final UUID ana;
    private final UUID luis;

    ModeratorStoreTest(@TempDir Path folder) {
        var address = TestStores.migrated(folder);
        var source = TestDatabase.source(address);
        stores = TestStores.openExisting(address, Clock.systemUTC());
        stores.campuses().put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("UGR", "Granada"));
        stores.campuses().put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("MED", "Medicina"));
        ana = TestAccounts.add(source, "ana", Role.MODERATOR);
        luis = TestAccounts.add(source, "luis", Role.MODERATOR);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void campusThatNamesNobodyIsModeratedByEveryModerator() {
        assertThat(isModeratedBy("UGR", ana)).isTrue();
        assertThat(isModeratedBy("UGR", luis)).isTrue();
    }

    @Test
    void campusThatNamesModeratorsIsModeratedByThemOnly() {
        stores.change(change -> ModeratorStore.replace(change, "UGR", Set.of(ana)));

        assertThat(isModeratedBy("UGR", ana)).isTrue();
        assertThat(isModeratedBy("UGR", luis)).isFalse();
        assertThat(isModeratedBy("MED", luis)).isTrue();
    }

    @Test
    void whoStoppedModeratingBetweenReadingAndWritingIsNotNamed() {
        stores.change(change -> {
            var account = AccountStore.existing(change.handle(), luis);
            return AccountStore.replace(
                    change, account, AccountDraft.of(account).withActive(false));
        });

        stores.change(change -> ModeratorStore.replace(change, "UGR", Set.of(ana, luis)));

        assertThat(new ModeratorStore(stores.database()).named("UGR"))
                .extracting(ModeratorStore.Moderator::username)
                .containsExactly("ana");
    }

    private boolean isModeratedBy(String campus, UUID account) {
        return stores.database().read(handle -> CampusStore.isModeratedBy(handle, campus, account));
    }
}
