package tablon.invitation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import tablon.access.Role;
import tablon.account.AccountStore;
import tablon.account.Grant;
import tablon.digest.Secret;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Thing;
import tablon.json.Uuids;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;

/** One-time codes in the database, which stores only their hashes. */
public final class CodeStore {
    /** Older open invitations give way to new ones. */
    static final int MAX_INVITATIONS = 1_000;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration INVITATION_LIFE = Duration.ofDays(7);

    /** The kind of invitations in the journal. */
    private static final String INVITATION = name(Code.Kind.INVITATION);
    /** The kind of links for a new password in the journal; the thing is the account. */
    private static final String RESET = name(Code.Kind.RESET);

    /** The set-up code has always the same id, so that there is only one. */
    private static final UUID SETUP_ID = new UUID(0, 0);

    private static final RowMapper<Code> CODE = (row, context) -> new Code(
            UUID.fromString(row.getString("id")),
            Optional.ofNullable(row.getString("account")).map(UUID::fromString),
            grant(row.getString("role"), row.getString("campuses")),
            context.findColumnMapperFor(Instant.class).orElseThrow().map(row, "expires", context));

    private final Database database;
    private final Clock clock;

    public CodeStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** 410 for a code that is unknown, or was used, revoked or has expired: a stranger does not hear which. */
    public static Problem notValid() {
        return Problem.of(ProblemType.LINK_NOT_VALID);
    }

    /**
     * The code with this secret, which stays valid.
     *
     * @throws Problem 410 if there is none
     */
    public Code require(Code.Kind kind, String secret) {
        return database.read(handle -> find(handle, kind, secret)).orElseThrow(CodeStore::notValid);
    }

    /**
     * Uses up the code with this secret.
     *
     * @throws Problem 410 if there is none
     */
    Code consume(Change change, Code.Kind kind, String secret) {
        var code = find(change.handle(), kind, secret).orElseThrow(CodeStore::notValid);
        remove(change.handle(), code.id());
        var used = new Thing(name(kind), code.account().orElse(code.id()));
        JournalStore.append(
                change,
                Act.ACCEPT,
                used.withDetail(code.grant().map(Grant::summary).orElse(null)));
        return code;
    }

    /** Makes an invitation that is valid for 7 days. */
    public Code.Issued invite(Change change, Grant grant) {
        var handle = change.handle();
        removeExpired(handle, change.now());
        handle.createUpdate("""
                        delete from code where kind = 'invitation' and id not in (
                            select id from code where kind = 'invitation' order by created desc, id desc limit :kept
                        )
                        """).bind("kept", MAX_INVITATIONS - 1).execute();
        var code = new Code(
                Uuids.next(),
                Optional.empty(),
                Optional.of(grant.withExisting(handle)),
                change.now().plus(INVITATION_LIFE));
        JournalStore.append(
                change,
                Act.CREATE,
                new Thing(INVITATION, code.id())
                        .withDetail(code.grant().map(Grant::summary).orElse(null)));
        return new Code.Issued(code, insert(handle, Code.Kind.INVITATION, code, change.now()));
    }

    /** The open invitations, the newest first. */
    public List<Invitation> invitations() {
        return database
                .read(handle -> handle.createQuery("""
                                select * from code where kind = 'invitation' and expires > :now
                                order by created desc, id desc limit :limit
                                """)
                        .bind("now", now())
                        .bind("limit", MAX_INVITATIONS)
                        .map(CODE)
                        .list())
                .stream()
                .map(CodeStore::invitation)
                .toList();
    }

    static Invitation invitation(Code code) {
        return new Invitation(code.id(), code.grant().orElseThrow(), code.expires());
    }

    /**
     * Revokes an open invitation.
     *
     * @throws Problem 404 if there is none with this id
     */
    public static void revoke(Change change, UUID id) {
        int removed = change.handle()
                .createUpdate("delete from code where kind = 'invitation' and id = :id")
                .bind("id", id)
                .execute();
        if (removed == 0) {
            throw Problem.of(ProblemType.UNKNOWN_INVITATION, id);
        }
        JournalStore.append(change, Act.DELETE, new Thing(INVITATION, id));
    }

    /**
     * Makes a code for a new password of the account that is valid for 24 hours and replaces an older one.
     *
     * @throws Problem 404 if the account does not exist
     */
    public Code.Issued reset(Change change, UUID account) {
        var handle = change.handle();
        AccountStore.existing(handle, account);
        removeExpired(handle, change.now());
        handle.createUpdate("delete from code where kind = 'reset' and account = :account")
                .bind("account", account)
                .execute();
        var code = new Code(
                Uuids.next(),
                Optional.of(account),
                Optional.empty(),
                change.now().plus(DAY));
        JournalStore.append(change, Act.CREATE, new Thing(RESET, account));
        return new Code.Issued(code, insert(handle, Code.Kind.RESET, code, change.now()));
    }

    /** Makes a set-up code that is valid for 24 hours and replaces an older one. No change of what readers see. */
    public String setUp() {
        return database.write(handle -> {
            remove(handle, SETUP_ID);
            return insertSetUp(handle).orElseThrow();
        });
    }

    /**
     * The same, if nothing has happened on the board yet and no such code is valid. If several instances start at once, only
     * one of them makes a code.
     */
    public Optional<String> firstSetUp() {
        // most starts write nothing
        if (!database.read(CodeStore::isNew)) {
            return Optional.empty();
        }
        return database.write(handle -> {
            removeExpired(handle, now());
            return isNew(handle) ? insertSetUp(handle) : Optional.empty();
        });
    }

    /**
     * Whether nobody has used the board: there is no account, only the board itself wrote to the journal, and there are no
     * notices from before there was a journal.
     */
    private static boolean isNew(Handle handle) {
        return handle.createQuery("""
                        select not exists (select 1 from account)
                            and not exists (select 1 from journal where actor <> 'board')
                            and (not exists (select 1 from news)
                                or exists (select 1 from journal where kind = 'notice'))
                        """).mapTo(Boolean.class).one();
    }

    private Optional<String> insertSetUp(Handle handle) {
        var secret = Secret.random();
        int inserted = handle.createUpdate("""
                        insert into code (hash, id, kind, created, expires)
                        values (:hash, :id, 'setup', :now, :expires) on conflict do nothing
                        """)
                .bind("hash", Secret.hash(secret))
                .bind("id", SETUP_ID)
                .bind("now", now())
                .bind("expires", now().plus(DAY))
                .execute();
        return inserted == 1 ? Optional.of(secret) : Optional.empty();
    }

    private static String insert(Handle handle, Code.Kind kind, Code code, Instant now) {
        var secret = Secret.random();
        handle.createUpdate("""
                        insert into code (hash, id, kind, account, role, campuses, created, expires)
                        values (:hash, :id, :kind, :account, :role, :campuses, :now, :expires)
                        """)
                .bind("hash", Secret.hash(secret))
                .bind("id", code.id())
                .bind("kind", name(kind))
                .bind("account", code.account())
                .bind("role", code.grant().map(grant -> grant.role().jsonName()).orElse(null))
                .bind(
                        "campuses",
                        code.grant()
                                .map(grant -> String.join(",", grant.campuses()))
                                .orElse(""))
                .bind("now", now)
                .bind("expires", code.expires())
                .execute();
        return secret;
    }

    private Optional<Code> find(Handle handle, Code.Kind kind, String secret) {
        return handle.createQuery("select * from code where hash = :hash and kind = :kind and expires > :now")
                .bind("hash", Secret.hash(secret))
                .bind("kind", name(kind))
                .bind("now", now())
                .map(CODE)
                .findOne();
    }

    private static void remove(Handle handle, UUID id) {
        handle.createUpdate("delete from code where id = :id").bind("id", id).execute();
    }

    private static void removeExpired(Handle handle, Instant now) {
        handle.createUpdate("delete from code where expires <= :now")
                .bind("now", now)
                .execute();
    }

    private static Optional<Grant> grant(@Nullable String role, String campuses) {
        return Optional.ofNullable(role)
                .flatMap(Role::named)
                .map(known -> new Grant(
                        known,
                        Arrays.stream(campuses.split(","))
                                .filter(code -> !code.isEmpty())
                                .toList()));
    }

    private static String name(Code.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
