package tablon.throttle;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.HttpHeaders;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import tablon.access.Network;
import tablon.digest.Sha256;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;

/**
 * Failed sign-ins and wrong tokens, which limit further ones from the same address. They are counted in the database, so a
 * restart does not forget them and all instances agree. A lock is for a name and an address, or for an address, never for
 * a name alone: nobody can lock somebody else out.
 *
 * <p>Each counter begins with its first failure and lasts {@link #WINDOW}. The table has at most {@link #MAX_ROWS} rows
 * and contains no names, only their hashes. IPv6 addresses are counted by their first 64 bits.
 */
public final class AttemptStore {
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int MAX_OF_NAME = 5;
    static final int MAX_OF_ADDRESS = 100;
    static final int MAX_WRONG_TOKENS = 30;
    static final int MAX_ROWS = 10_000;

    /** No hash of a name. */
    private static final String TOKENS = "token";
    /** No account has a name that is as long. */
    private static final int MAX_NAME_LENGTH = 200;

    private final Database database;
    private final Clock clock;

    public AttemptStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Counts an attempt to sign in as failed. Call this before the password is verified, so that parallel attempts on
     * several instances cannot exceed the limits, and afterwards {@link #succeeded} or {@link #unverified} if it did not
     * fail.
     *
     * @param name as typed
     * @param address of the client, as the container gives it
     * @throws Problem 429 with {@code Retry-After} if too many attempts with this name and address, or from this address,
     *     failed; nothing is written then
     */
    public void begin(String name, String address) {
        var key = key(name);
        count(key, address, failures -> lockedUntil(failures, key));
    }

    /** The attempt had the right password: forgets the failures with this name and address. */
    public void succeeded(String name, String address) {
        database.write(handle -> handle.createUpdate("delete from attempt where address = :address and name = :name")
                .bind("address", Network.of(address))
                .bind("name", key(name))
                .execute());
    }

    /** The password was not verified, because the board is overloaded: does not count the attempt. */
    public void unverified(String name, String address) {
        database.write(handle -> handle.createUpdate("""
                        update attempt set failures = failures - 1
                        where address = :address and name = :name and failures > 0
                        """)
                .bind("address", Network.of(address))
                .bind("name", key(name))
                .execute());
    }

    /**
     * Counts a request whose token is wrong. Valid tokens are never limited: check them first.
     *
     * @param address of the client, as the container gives it
     * @throws Problem 429 with {@code Retry-After} if there were too many from this address; nothing is written then
     */
    public void wrongToken(String address) {
        count(TOKENS, address, AttemptStore::tokensLockedUntil);
    }

    /**
     * The failures that still count, the newest first. Only hashes of the names are stored, so the accounts' names are compared
     * with them.
     *
     * @param usernames of all accounts
     */
    public List<FailedAttempts> recent(int limit, Supplier<List<String>> usernames) {
        var stored = database.read(handle -> handle.createQuery("""
                        select name, failures, since, address from attempt
                        where since > :oldest and failures > 0 order by since desc, address, name limit :limit
                        """)
                .bind("oldest", clock.instant().minus(WINDOW))
                .bind("limit", limit)
                .map(row -> new StoredFailures(failures(row), row.getColumn("address", String.class)))
                .list());
        var known = new HashMap<String, String>();
        if (!stored.isEmpty()) {
            usernames.get().forEach(username -> known.put(key(username), username));
        }
        return stored.stream()
                .map(each -> new FailedAttempts(
                        Optional.ofNullable(known.get(each.failures.name)),
                        each.failures.name.equals(TOKENS),
                        Network.shortened(each.address),
                        each.failures.count,
                        each.failures.since))
                .toList();
    }

    private void count(String name, String address, Lock lock) {
        var network = Network.of(address);
        var now = clock.instant();
        // without waiting for the writing connection: a locked client must not slow the others
        refuse(lock, database.read(handle -> failures(handle, network, now)), now);
        database.write(handle -> {
            takeTurn(handle, now);
            deleteExpired(handle, now);
            refuse(lock, failures(handle, network, now), now);
            add(handle, name, network, now);
            deleteOldest(handle);
            return null;
        });
    }

    private static void refuse(Lock lock, List<Failures> failures, Instant now) {
        lock.until(failures).ifPresent(end -> {
            // rounded up
            long seconds = Duration.between(now, end).plusMillis(999).toSeconds();
            throw Problem.of(ProblemType.TOO_MANY_ATTEMPTS, (seconds + 59) / 60)
                    .with(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        });
    }

    private static Optional<Instant> lockedUntil(List<Failures> failures, String name) {
        var ofName = failures.stream()
                .filter(each -> each.name.equals(name) && each.count >= MAX_OF_NAME)
                .map(Failures::end)
                .findFirst();
        return ofName.isPresent() ? ofName : addressLockedUntil(failures);
    }

    private static Optional<Instant> addressLockedUntil(List<Failures> failures) {
        Predicate<Failures> isSignIn = each -> !each.name.equals(TOKENS);
        int count = failures.stream().filter(isSignIn).mapToInt(Failures::count).sum();
        return count < MAX_OF_ADDRESS
                ? Optional.empty()
                : failures.stream().filter(isSignIn).map(Failures::end).min(Instant::compareTo);
    }

    private static Optional<Instant> tokensLockedUntil(List<Failures> failures) {
        return failures.stream()
                .filter(each -> each.name.equals(TOKENS) && each.count >= MAX_WRONG_TOKENS)
                .map(Failures::end)
                .findFirst();
    }

    /** The counters of an address: at most {@link #MAX_OF_ADDRESS} of names, and that of wrong tokens. */
    private static List<Failures> failures(Handle handle, String network, Instant now) {
        return handle.createQuery("""
                        select name, failures, since from attempt
                        where address = :address and since > :oldest and failures > 0
                        """)
                .bind("address", network)
                .bind("oldest", now.minus(WINDOW))
                .map(row -> failures(row))
                .list();
    }

    private static Failures failures(RowView row) {
        return new Failures(
                row.getColumn("name", String.class),
                row.getColumn("failures", Integer.class),
                row.getColumn("since", Instant.class));
    }

    /** Locks one row until the end of the transaction, so that the instances count one after the other. */
    private static void takeTurn(Handle handle, Instant now) {
        handle.createUpdate("""
                        insert into attempt (name, address, failures, since) values ('', '', 0, :now)
                        on conflict (address, name) do update set since = excluded.since
                        """).bind("now", now).execute();
    }

    private static void deleteExpired(Handle handle, Instant now) {
        handle.createUpdate("delete from attempt where since <= :oldest")
                .bind("oldest", now.minus(WINDOW))
                .execute();
    }

    private static void add(Handle handle, String name, String network, Instant now) {
        handle.createUpdate("""
                        insert into attempt (name, address, failures, since) values (:name, :address, 1, :now)
                        on conflict (address, name) do update set failures = attempt.failures + 1
                        """)
                .bind("name", name)
                .bind("address", network)
                .bind("now", now)
                .execute();
    }

    private static void deleteOldest(Handle handle) {
        int count = handle.createQuery("select count(*) from attempt")
                .mapTo(Integer.class)
                .one();
        if (count > MAX_ROWS) {
            handle.createUpdate("""
                            delete from attempt where (address, name) in (
                                select address, name from attempt order by since limit :surplus
                            )
                            """).bind("surplus", count - MAX_ROWS).execute();
        }
    }

    /** A name as it is stored. Spellings that an account's name may be compared with share one key. */
    private static String key(String name) {
        var cut = name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
        var folded = Normalizer.normalize(cut, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return Sha256.hex(folded.getBytes(UTF_8));
    }

    /** Until when failures refuse another attempt; empty if they do not. */
    private interface Lock {
        Optional<Instant> until(List<Failures> failures);
    }

    private record StoredFailures(Failures failures, String address) {}

    private record Failures(String name, int count, Instant since) {

        Instant end() {
            return since.plus(WINDOW);
        }
    }
}
