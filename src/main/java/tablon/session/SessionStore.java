package tablon.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Actor;
import tablon.account.Account;
import tablon.account.AccountStore;
import tablon.digest.Secret;
import tablon.json.Uuids;
import tablon.storage.Database;
import tablon.storage.DatabaseFailure;

/** Sessions in the database, so that every instance knows them and forgets them at once. Only hashes of secrets are stored. */
public final class SessionStore {
    /** A session that is not used for this long ends. */
    public static final Duration MAX_IDLE = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(5);
    private static final int MAX_SESSIONS_OF_ACCOUNT = 50;
    private static final int MAX_BROWSER_LENGTH = 200;

    private final Database database;
    private final Clock clock;

    public SessionStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Starts a session; empty if the account was disabled or got another password since the login was read. */
    public Optional<String> start(AccountStore.Login login, Visitor visitor) {
        return database.write(handle -> AccountStore.isCurrent(handle, login)
                ? Optional.of(start(handle, login.id(), visitor))
                : Optional.empty());
    }

    /**
     * Starts a session, and returns its secret. Ends the oldest one of the account if it has too many.
     *
     * @param visitor the client; the session that it had before ends
     */
    public String start(Handle handle, UUID account, Visitor visitor) {
        var secret = Secret.random();
        var now = now();
        visitor.secret().ifPresent(old -> end(handle, old));
        handle.createUpdate("delete from session where seen <= :oldest")
                .bind("oldest", now.minus(MAX_IDLE))
                .execute();
        handle.createUpdate("""
                        delete from session where account = :account and hash not in (
                            select hash from session where account = :account order by seen desc limit :kept
                        )
                        """)
                .bind("account", account)
                .bind("kept", MAX_SESSIONS_OF_ACCOUNT - 1)
                .execute();
        handle.createUpdate("""
                        insert into session (hash, id, account, created, seen, address, browser)
                        values (:hash, :id, :account, :now, :now, :address, :browser)
                        """)
                .bind("hash", Secret.hash(secret))
                .bind("id", Uuids.next())
                .bind("account", account)
                .bind("now", now)
                .bind("address", visitor.address())
                .bind("browser", cut(visitor.browser()))
                .execute();
        return secret;
    }

    /** The person with this session; empty if it ended or the account was disabled. */
    public Optional<SignedIn> find(String secret) {
        var hash = Secret.hash(secret);
        var now = now();
        return database.read(handle -> handle.createQuery(
                        "select account, seen from session where hash = :hash and seen > :oldest")
                .bind("hash", hash)
                .bind("oldest", now.minus(MAX_IDLE))
                .map((row, context) -> new Row(
                        UUID.fromString(row.getString("account")),
                        context.findColumnMapperFor(Instant.class).orElseThrow().map(row, 2, context)))
                .findOne()
                .flatMap(row -> AccountStore.find(handle, row.account)
                        .filter(Account::active)
                        .map(account -> new SignedIn(
                                Actor.signedIn(
                                        account.id(), account.name(), account.role(), Set.copyOf(account.campuses())),
                                row.seen.isBefore(now.minus(SEEN_PRECISION))))));
    }

    /** Records that the session is in use. A database that refuses writes does not hinder reading. */
    public void touch(String secret) {
        try {
            // parallel requests come here together, and only the first one writes
            database.write(handle -> handle.createUpdate(
                            "update session set seen = :now where hash = :hash and seen < :latest")
                    .bind("now", now())
                    .bind("hash", Secret.hash(secret))
                    .bind("latest", now().minus(SEEN_PRECISION))
                    .execute());
        } catch (RuntimeException failed) {
            if (DatabaseFailure.of(failed).isEmpty()) {
                throw failed;
            }
            LOG.warn("The use of a session was not recorded: {}", DatabaseFailure.describe(failed));
        }
    }

    /** The sessions of an account, the last used first. */
    public List<Session> of(UUID account) {
        return database.read(handle -> handle.createQuery("""
                        select id, created, seen, address, browser from session
                        where account = :account and seen > :oldest order by seen desc
                        """)
                .bind("account", account)
                .bind("oldest", now().minus(MAX_IDLE))
                .map((row, context) -> {
                    var times = context.findColumnMapperFor(Instant.class).orElseThrow();
                    return new Session(
                            UUID.fromString(row.getString("id")),
                            times.map(row, 2, context),
                            times.map(row, 3, context),
                            row.getString("address"),
                            row.getString("browser"));
                })
                .list());
    }

    /** The id of the session with this secret. */
    public Optional<UUID> id(String secret) {
        return database.read(handle -> handle.createQuery("select id from session where hash = :hash")
                .bind("hash", Secret.hash(secret))
                .map((row, context) -> UUID.fromString(row.getString("id")))
                .findOne());
    }

    /** Ends the session with this secret. */
    public void end(String secret) {
        database.write(handle -> end(handle, secret));
    }

    /** Ends one session of the account. */
    public void end(UUID account, UUID session) {
        database.write(handle -> handle.createUpdate("delete from session where account = :account and id = :id")
                .bind("account", account)
                .bind("id", session)
                .execute());
    }

    /** Ends all sessions of the account but the one with this secret. */
    public void endOthers(UUID account, String secret) {
        database.write(handle -> handle.createUpdate("delete from session where account = :account and hash <> :hash")
                .bind("account", account)
                .bind("hash", Secret.hash(secret))
                .execute());
    }

    /** Ends all sessions of the account. */
    public void endAll(UUID account) {
        database.write(handle -> {
            endAll(handle, account);
            return account;
        });
    }

    /** The same, within a transaction. */
    public static void endAll(Handle handle, UUID account) {
        handle.createUpdate("delete from session where account = :account")
                .bind("account", account)
                .execute();
    }

    private static int end(Handle handle, String secret) {
        return handle.createUpdate("delete from session where hash = :hash")
                .bind("hash", Secret.hash(secret))
                .execute();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String cut(String browser) {
        var line = browser.replaceAll("[^\\x20-\\x7E]", "?");
        return line.length() > MAX_BROWSER_LENGTH ? line.substring(0, MAX_BROWSER_LENGTH) : line;
    }

    /**
     * A person with a valid session.
     *
     * @param unseen whether its use was not recorded for 5 minutes: see {@link #touch}
     */
    public record SignedIn(Actor actor, boolean unseen) {}

    private record Row(UUID account, Instant seen) {}
}
