package tablon.account;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import tablon.access.Role;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.storage.Database;

/** Accounts in the database. */
public final class AccountStore {
    /** The kind of accounts in the journal. */
    private static final String KIND = "account";

    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /** The account with this id. */
    public Optional<Account> find(UUID id) {
        return database.read(handle -> find(handle, id));
    }

    /** The same as {@link #find(UUID)}, within a transaction. */
    public static Optional<Account> find(Handle handle, UUID id) {
        return handle.createQuery("select * from account where id = :id")
                .bind("id", id)
                .map(account(handle))
                .findOne();
    }

    /** The id and the password's hash of the active account with this name. */
    public Optional<Login> login(Username username) {
        return database.read(handle -> handle.createQuery("""
                        select id, password from account
                        where folded = :folded and active = true and password is not null
                        """)
                .bind("folded", username.folded())
                .map((row, context) -> new Login(UUID.fromString(row.getString("id")), row.getString("password")))
                .findOne());
    }

    /** Creates an active account. The name must be free: see {@link #isTaken}. */
    public static Account create(
            Change change,
            Username username,
            String name,
            @Nullable String email,
            Role role,
            List<String> campuses,
            String passwordHash) {
        var account = new Account(
                UuidCreator.getTimeOrderedEpoch(), username.written(), name, email, role, campuses, true, 1);
        change.handle()
                .createUpdate("""
                        insert into account (id, username, folded, name, email, password, role, active, version, created)
                        values (:id, :username, :folded, :name, :email, :password, :role, true, 1, :created)
                        """)
                .bindMethods(account)
                .bind("folded", username.folded())
                .bind("password", passwordHash)
                .bind("role", role.jsonName())
                .bind("created", change.now())
                .execute();
        insertCampuses(change.handle(), account.id(), campuses);
        JournalStore.append(change, Act.CREATE, KIND, account.id().toString());
        return account;
    }

    /** Whether an account has this name. */
    public static boolean isTaken(Handle handle, Username username) {
        return handle.createQuery("select exists (select 1 from account where folded = :folded)")
                .bind("folded", username.folded())
                .mapTo(Boolean.class)
                .one();
    }

    /** Replaces the hash of a password by one of the same password with stronger parameters. Not a change of the account. */
    public void upgradePassword(Login login, String stronger) {
        database.write(handle -> handle.createUpdate(
                        "update account set password = :stronger where id = :id and password = :old")
                .bind("stronger", stronger)
                .bind("id", login.id())
                .bind("old", login.passwordHash())
                .execute());
    }

    private static void insertCampuses(Handle handle, UUID account, List<String> campuses) {
        for (var campus : Set.copyOf(campuses)) {
            handle.createUpdate("insert into account_campus (account, campus) values (:account, :campus)")
                    .bind("account", account)
                    .bind("campus", campus)
                    .execute();
        }
    }

    private static RowMapper<Account> account(Handle handle) {
        return (row, context) -> {
            var id = UUID.fromString(row.getString("id"));
            return new Account(
                    id,
                    row.getString("username"),
                    row.getString("name"),
                    row.getString("email"),
                    Role.named(row.getString("role")).orElse(Role.MEMBER),
                    campuses(handle, id),
                    row.getBoolean("active"),
                    row.getInt("version"));
        };
    }

    private static List<String> campuses(Handle handle, UUID account) {
        return handle.createQuery("select campus from account_campus where account = :account order by campus")
                .bind("account", account)
                .mapTo(String.class)
                .list();
    }

    /** What signing in needs to know of an account. */
    public record Login(UUID id, String passwordHash) {}
}
