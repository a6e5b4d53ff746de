package tablon.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.account.AccountStore;
import tablon.account.Username;
import tablon.testing.TestAccounts;
import tablon.testing.TestDatabase;
import tablon.testing.TestStores;

/** A person signs in, and the account changes before the session starts. */
@Tag("database")
class SessionStoreTest {
    private static final Visitor VISITOR = new Visitor(Optional.empty(), "192.0.2.7", "");

    private final DataSource source;
    private final TestStores stores;
    private final SessionStore sessions;
    private final AccountStore.Login login;

    SessionStoreTest(@TempDir Path folder) {
        var address = TestStores.migrated(folder);
        source = TestDatabase.source(address);
        stores = TestStores.openExisting(address, Clock.systemUTC());
        sessions = new SessionStore(stores.database(), Clock.systemUTC());
        TestAccounts.add(source, "ana", Role.MEMBER);
        login = new AccountStore(stores.database())
                .login(Username.of("ana").orElseThrow())
                .orElseThrow();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void sessionStartsIfNothingChanged() {
        assertThat(sessions.start(login, VISITOR)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"active = false", "password = 'another hash'"})
    void noSessionStartsForADisabledAccountOrAnOldPassword(String change) throws Exception {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update account set " + change);
        }

        assertThat(sessions.start(login, VISITOR)).isEmpty();
    }
}
