package tablon.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Actor;
import tablon.access.Permission;
import tablon.account.Account;
import tablon.account.AccountStore;
import tablon.digest.Secret;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Thing;
import tablon.json.Uuids;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;
import tablon.storage.DatabaseFailure;
import tablon.text.Text;

/**
 * Personal access tokens in the database, so that every instance knows them and refuses revoked ones at once. Only hashes of
 * their secrets are stored. A token belongs to an account, or to the holder of the administrator's token.
 */
public final class TokenStore {
    static final int MAX_TOKENS_OF_OWNER = 50;

    private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);
    private static final Duration USED_PRECISION = Duration.ofMinutes(5);
    /** The kind of tokens in the journal. */
    private static final String KIND = "token";

    private final Database database;
    private final Clock clock;

    public TokenStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The actor with this token; empty if it is unknown, expired or revoked, or its account is disabled. */
    Optional<Actor> actor(String secret) {
        var hash = Secret.hash(secret);
        var now = now();
        var found = database.read(handle -> handle.createQuery(
                        "select id, account, scopes, used from token where hash = :hash and expires > :now")
                .bind("hash", hash)
                .bind("now", now)
                .map(row -> new Valid(
                        row.getColumn("id", UUID.class),
                        Optional.ofNullable(row.getColumn("account", UUID.class)),
                        scopes(row),
                        Optional.ofNullable(row.getColumn("used", Instant.class))))
                .findOne()
                .flatMap(valid -> valid.actor(handle).map(actor -> new Use(valid, actor))));
        found.ifPresent(use -> touch(use.token, now));
        return found.map(Use::actor);
    }

    /** The tokens of {@code owner}, the newest first; expired ones too. */
    public List<Token> of(Actor owner) {
        return database.read(handle -> handle.createQuery("""
                        select id, name, scopes, expires, used from token
                        where owner = :owner order by created desc, id desc
                        """)
                .bind("owner", owner.id())
                .map(TokenStore::token)
                .list());
    }

    /**
     * Creates a token of the actor who makes the change, and removes its expired ones.
     *
     * @throws Problem 422 if the actor has too many
     */
    public static NewToken create(Change change, TokenDraft draft) {
        var owner = change.actor();
        var handle = change.handle();
        handle.createUpdate("delete from token where owner = :owner and expires <= :now")
                .bind("owner", owner.id())
                .bind("now", change.now())
                .execute();
        if (count(handle, owner) >= MAX_TOKENS_OF_OWNER) {
            throw Problem.invalid(List.of(Fault.at("", Text.of("fault.too-many-tokens", MAX_TOKENS_OF_OWNER))));
        }
        var token = new Token(Uuids.next(), draft.name(), draft.scopes(), draft.expires(), null);
        var secret = TokenSecret.random();
        var scopes = token.scopes().stream().map(Permission::scope).collect(Collectors.joining(" "));
        handle.createUpdate("""
                        insert into token (id, hash, owner, account, name, scopes, created, expires)
                        values (:id, :hash, :owner, :account, :name, :scopes, :created, :expires)
                        """)
                .bind("id", token.id())
                .bind("hash", Secret.hash(secret))
                .bind("owner", owner.id())
                .bind("account", owner.account())
                .bind("name", token.name())
                .bind("scopes", scopes)
                .bind("created", change.now())
                .bind("expires", token.expires())
                .execute();
        // not its name, which may say more about its owner than the journal may keep
        JournalStore.append(change, Act.CREATE, new Thing(KIND, token.id()).withDetail("permisos: " + scopes));
        return new NewToken(token, secret);
    }

    /**
     * Revokes a token of the actor who makes the change.
     *
     * @throws Problem 404 if the actor has no token with this id
     */
    public static void revoke(Change change, UUID id) {
        int revoked = change.handle()
                .createUpdate("delete from token where id = :id and owner = :owner")
                .bind("id", id)
                .bind("owner", change.actor().id())
                .execute();
        if (revoked == 0) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        JournalStore.append(change, Act.DELETE, new Thing(KIND, id));
    }

    /** The current time in milliseconds, the precision of stored times. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static int count(Handle handle, Actor owner) {
        return handle.createQuery("select count(*) from token where owner = :owner")
                .bind("owner", owner.id())
                .mapTo(Integer.class)
                .one();
    }

    /** Records that the token is in use. A database that refuses writes does not hinder reading. */
    private void touch(Valid token, Instant now) {
        var latest = now.minus(USED_PRECISION);
        if (token.used.filter(latest::isBefore).isPresent()) {
            return;
        }
        try {
            // parallel requests come here together, and only the first one writes
            database.write(handle -> handle.createUpdate(
                            "update token set used = :now where id = :id and (used is null or used <= :latest)")
                    .bind("now", now)
                    .bind("id", token.id)
                    .bind("latest", latest)
                    .execute());
        } catch (RuntimeException failed) {
            if (DatabaseFailure.of(failed).isEmpty()) {
                throw failed;
            }
            LOG.warn("The use of a token was not recorded: {}", DatabaseFailure.describe(failed));
        }
    }

    private static Token token(RowView row) {
        @Nullable Instant used = row.getColumn("used", Instant.class);
        return new Token(
                row.getColumn("id", UUID.class),
                row.getColumn("name", String.class),
                List.copyOf(scopes(row)),
                row.getColumn("expires", Instant.class),
                used);
    }

    private static Set<Permission> scopes(RowView row) {
        var scopes = EnumSet.noneOf(Permission.class);
        Arrays.stream(row.getColumn("scopes", String.class).split(" "))
                .flatMap(scope -> Permission.ofScope(scope).stream())
                .forEach(scopes::add);
        return scopes;
    }

    private record Valid(UUID id, Optional<UUID> account, Set<Permission> scopes, Optional<Instant> used) {

        /** Role and campuses are those of the account now, not when the token was created. */
        Optional<Actor> actor(Handle handle) {
            if (account.isEmpty()) {
                return Optional.of(Actor.administrator(scopes).withTokenId(id));
            }
            return AccountStore.find(handle, account.get())
                    .filter(Account::active)
                    .map(owner -> Actor.withToken(
                                    owner.id(), owner.name(), owner.role(), Set.copyOf(owner.campuses()), scopes)
                            .withTokenId(id));
        }
    }

    private record Use(Valid token, Actor actor) {}
}
