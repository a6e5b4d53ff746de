package tablon.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import tablon.access.Actor;
import tablon.access.Role;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Thing;
import tablon.json.Uuids;
import tablon.notice.NoticeStore;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;
import tablon.text.Text;

/** Accounts in the database. */
public final class AccountStore {
    /** The size of a page of the list. */
    static final int PAGE = 100;

    /** The kind of accounts in the journal. */
    private static final String KIND = "account";

    private static final RowMapper<Account> ACCOUNT = (row, context) -> new Account(
            UUID.fromString(row.getString("id")),
            row.getString("username"),
            row.getString("name"),
            row.getString("email"),
            Role.named(row.getString("role")).orElse(Role.MEMBER),
            Stream.ofNullable(row.getString("campus")).toList(),
            row.getBoolean("active"),
            row.getInt("version"));

    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /** 404 for an id without an account, or whose account the actor may not see. */
    public static Problem unknown(String id) {
        return Problem.of(ProblemType.UNKNOWN_ACCOUNT, id);
    }

    /** The account with this id. */
    public Optional<Account> find(UUID id) {
        return database.read(handle -> find(handle, id));
    }

    /** The same as {@link #find(UUID)}, within a transaction. */
    public static Optional<Account> find(Handle handle, UUID id) {
        return accounts(handle.createQuery("""
                        select account.*, account_campus.campus from account
                        left join account_campus on account_campus.account = account.id
                        where account.id = :id
                        """).bind("id", id)).stream().findFirst();
    }

    /**
     * The account with this id.
     *
     * @throws Problem 404 if it does not exist, or {@code id} is not a UUID
     */
    public Account existing(String id) {
        return Uuids.read(id).flatMap(this::find).orElseThrow(() -> unknown(id));
    }

    /**
     * The account of a person who signed in.
     *
     * @throws Problem 404 if it was deleted meanwhile
     */
    public Account of(Actor actor) {
        return actor.account().flatMap(this::find).orElseThrow(() -> unknown(actor.id()));
    }

    /**
     * The account with this id, within a transaction.
     *
     * @throws Problem 404 if it does not exist
     */
    public static Account existing(Handle handle, UUID id) {
        return find(handle, id).orElseThrow(() -> unknown(id.toString()));
    }

    /** One page of all accounts: the first one, or the one after {@code cursor}. */
    public AccountPage list(Optional<AccountCursor> cursor) {
        var found = database.read(handle -> accounts(handle.createQuery("""
                        select account.*, account_campus.campus from (
                            select * from account where folded > :after order by folded limit :limit
                        ) as account
                        left join account_campus on account_campus.account = account.id
                        order by account.folded
                        """)
                .bind("after", cursor.map(AccountCursor::folded).orElse(""))
                .bind("limit", PAGE + 1)));
        if (found.size() <= PAGE) {
            return new AccountPage(found, Optional.empty());
        }
        var page = found.subList(0, PAGE);
        return new AccountPage(
                page, Username.of(page.get(PAGE - 1).username()).map(name -> new AccountCursor(name.folded())));
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

    /** The id of the account with this name. */
    public Optional<UUID> id(Username username) {
        return database.read(handle -> handle.createQuery("select id from account where folded = :folded")
                .bind("folded", username.folded())
                .mapTo(UUID.class)
                .findOne());
    }

    /** The names for signing in of all accounts. */
    public List<String> usernames() {
        return database.read(handle -> handle.createQuery("select username from account")
                .mapTo(String.class)
                .list());
    }

    /** Whether an account has this name. */
    public boolean isTaken(Username username) {
        return database.read(handle -> isTaken(handle, username));
    }

    /** Whether there is an administrator who may sign in. */
    public boolean hasAdministrator() {
        return database.read(handle -> handle.createQuery("""
                        select exists (select 1 from account where role = :role and active = true)
                        """)
                .bind("role", Role.ADMINISTRATOR.jsonName())
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Creates an active account.
     *
     * @throws Problem 422 if the name is taken or a campus does not exist
     */
    public static Account create(Change change, NewAccount created, Grant grant, String passwordHash) {
        var handle = change.handle();
        if (isTaken(handle, created.username())) {
            throw taken();
        }
        grant.check(handle);
        var account = new AccountDraft(created.name(), created.email(), grant, true)
                .toAccount(created.id(), created.username().written(), 1);
        handle.createUpdate("""
                        insert into account (id, username, folded, name, email, password, role, active, version, created)
                        values (:id, :username, :folded, :name, :email, :password, :role, true, 1, :created)
                        """)
                .bindMethods(account)
                .bind("folded", created.username().folded())
                .bind("password", passwordHash)
                .bind("role", account.role().jsonName())
                .bind("created", change.now())
                .execute();
        insertCampuses(handle, account);
        JournalStore.append(change, Act.CREATE, new Thing(KIND, account.id()).withDetail(grant.summary()));
        return account;
    }

    /** 422 for a name that another account has. */
    public static Problem taken() {
        return Problem.invalid(List.of(Fault.at("/usuario", Text.of("fault.username-taken"))));
    }

    /**
     * Replaces {@code current}, which this transaction has read. A change of its rights ends its sessions, so that a new one
     * begins with them. No campus names an account that is not an active moderator's.
     *
     * @throws Problem 409 if no active administrator would remain, 422 if a campus does not exist
     */
    public static Account replace(Change change, Account current, AccountDraft draft) {
        var handle = change.handle();
        draft.grant().check(handle);
        if (!draft.isActiveAdministrator()) {
            requireOtherAdministrator(handle, current);
        }
        var account = draft.toAccount(current.id(), current.username(), current.version() + 1);
        handle.createUpdate("""
                        update account set name = :name, email = :email, role = :role, active = :active,
                            version = :version
                        where id = :id
                        """)
                .bindMethods(account)
                .bind("role", account.role().jsonName())
                .execute();
        handle.createUpdate("delete from account_campus where account = :id")
                .bind("id", account.id())
                .execute();
        insertCampuses(handle, account);
        if (!account.active() || account.role() != Role.MODERATOR) {
            handle.createUpdate("delete from campus_moderator where account = :id")
                    .bind("id", account.id())
                    .execute();
        }
        if (draft.changesRightsOf(current)) {
            handle.createUpdate("delete from session where account = :id")
                    .bind("id", account.id())
                    .execute();
        }
        JournalStore.append(change, Act.UPDATE, new Thing(KIND, account.id()).withDetail(draft.changesOf(current)));
        return account;
    }

    /** Stores the hash of a new password. */
    public static void setPassword(Change change, UUID id, String passwordHash) {
        change.handle()
                .createUpdate("update account set password = :password where id = :id")
                .bind("password", passwordHash)
                .bind("id", id)
                .execute();
        JournalStore.append(change, Act.UPDATE, new Thing(KIND, id).withDetail("contraseña"));
    }

    /**
     * Deletes the account with its sessions, tokens and open links. Its notices stay, without the name.
     *
     * @throws Problem 404 if it does not exist, 409 if it is the last active administrator
     */
    public static void delete(Change change, UUID id) {
        var handle = change.handle();
        requireOtherAdministrator(handle, existing(handle, id));
        NoticeStore.forgetAuthor(change, id);
        handle.createUpdate("delete from account where id = :id").bind("id", id).execute();
        JournalStore.append(change, Act.DELETE, new Thing(KIND, id));
    }

    /**
     * Replaces the hash of a password by one of the same password with stronger parameters, and returns the login with it.
     * Not a change of the account.
     */
    public Login upgradePassword(Login login, String stronger) {
        int upgraded = database.write(handle -> handle.createUpdate(
                        "update account set password = :stronger where id = :id and password = :old")
                .bind("stronger", stronger)
                .bind("id", login.id())
                .bind("old", login.passwordHash())
                .execute());
        return upgraded == 1 ? new Login(login.id(), stronger) : login;
    }

    /**
     * Whether the account is still active and has this password. Until the end of the transaction no other one can change
     * that.
     */
    public static boolean isCurrent(Handle handle, Login login) {
        // an update, because both databases lock the row for it
        return handle.createUpdate("""
                        update account set password = password where id = :id and active = true and password = :hash
                        """)
                        .bind("id", login.id())
                        .bind("hash", login.passwordHash())
                        .execute()
                == 1;
    }

    /** Changes run one after the other, so two administrators cannot remove each other at the same time. */
    private static void requireOtherAdministrator(Handle handle, Account account) {
        boolean other = handle.createQuery("""
                        select exists (
                            select 1 from account where role = :role and active = true and id <> :id
                        )
                        """)
                .bind("role", Role.ADMINISTRATOR.jsonName())
                .bind("id", account.id())
                .mapTo(Boolean.class)
                .one();
        if (AccountDraft.of(account).isActiveAdministrator() && !other) {
            throw Problem.of(ProblemType.LAST_ADMINISTRATOR);
        }
    }

    private static boolean isTaken(Handle handle, Username username) {
        return handle.createQuery("select exists (select 1 from account where folded = :folded)")
                .bind("folded", username.folded())
                .mapTo(Boolean.class)
                .one();
    }

    private static void insertCampuses(Handle handle, Account account) {
        for (var campus : account.campuses()) {
            handle.createUpdate("insert into account_campus (account, campus) values (:account, :campus)")
                    .bind("account", account.id())
                    .bind("campus", campus)
                    .execute();
        }
    }

    /** The accounts in the order of the rows, each of which has one campus or none. */
    private static List<Account> accounts(Query query) {
        var accounts = new LinkedHashMap<UUID, Account>();
        query.map(ACCOUNT).forEach(row -> accounts.merge(row.id(), row, AccountStore::withCampusesOf));
        return List.copyOf(accounts.values());
    }

    private static Account withCampusesOf(Account one, Account other) {
        var campuses = Stream.concat(one.campuses().stream(), other.campuses().stream())
                .sorted()
                .toList();
        return new AccountDraft(one.name(), one.email(), new Grant(one.role(), campuses), one.active())
                .toAccount(one.id(), one.username(), one.version());
    }

    /** What signing in needs to know of an account. */
    public record Login(UUID id, String passwordHash) {}
}
