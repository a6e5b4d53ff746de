package tablon.idempotency;

import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.digest.Sha256;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Answer;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;

/**
 * Runs a change only once if its request is repeated: the {@code Idempotency-Key} header of the IETF's
 * draft-ietf-httpapi-idempotency-key-header-07.
 *
 * <p>The first answer is stored in the transaction of the change. It is kept for 24 hours, as long as it is among the newest
 * 1,000 of its actor. Changes run one at a time, so a concurrent request with the same key waits for the first to end.
 */
public final class IdempotencyStore {
    public static final String HEADER = "Idempotency-Key";

    private static final Duration RETENTION = Duration.ofHours(24);
    /** Answers have at most 80 KB, so the keys of an actor take at most 80 MB. */
    private static final int MAX_KEYS = 1_000;

    private static final Pattern KEY =
            Pattern.compile("\"([\\x20-\\x7E&&[^\"\\\\]]{1,255})\"|([\\x21-\\x7E&&[^\",;\\\\]]{1,255})");

    private final Database database;
    private final JournalStore journal;
    private final Clock clock;

    public IdempotencyStore(Database database, JournalStore journal, Clock clock) {
        this.database = database;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Runs a change, unless the actor has already run it with the same key: then this returns the first answer, without
     * calling {@code prepare}.
     *
     * @param prepare does the work that needs no transaction, such as validation, and returns the work for the transaction
     * @throws Problem 400 if the header is not a valid key, 422 if the key was used with another body
     */
    public Response once(Attempt attempt, Supplier<Function<Change, Answer>> prepare) {
        if (attempt.header == null) {
            return journal.change(attempt.actor, attempt.origin, prepare.get()).response();
        }
        var request = new Request(attempt.actor.id(), attempt.route, key(attempt.header), Sha256.hex(attempt.body));
        var stored = database.read(handle -> find(handle, request));
        if (stored.isPresent()) {
            return stored.get().response();
        }
        var work = prepare.get();
        return journal.change(attempt.actor, attempt.origin, change -> once(change, request, work))
                .response();
    }

    private Answer once(Change change, Request request, Function<Change, Answer> work) {
        // a request with the same key may have run while this one waited
        var first = find(change.handle(), request);
        if (first.isPresent()) {
            return first.get();
        }
        var answer = work.apply(change);
        store(change.handle(), request, answer);
        return answer;
    }

    private static String key(String header) {
        var key = KEY.matcher(header.strip());
        if (!key.matches()) {
            throw Problem.of(ProblemType.INVALID_IDEMPOTENCY_KEY);
        }
        return key.group(1) != null ? key.group(1) : key.group(2);
    }

    private Optional<Answer> find(Handle handle, Request request) {
        var stored = handle.createQuery("""
                        select body_hash, status, headers, body from idempotency
                        where credential = :credential and route = :route and key = :key and created > :oldest
                        """)
                .bindMethods(request)
                .bind("oldest", clock.instant().minus(RETENTION))
                .map((row, context) -> new StoredAnswer(
                        row.getString("body_hash"),
                        new Answer(row.getInt("status"), row.getString("headers"), row.getBytes("body"))))
                .findOne();
        if (stored.isPresent() && !stored.get().bodyHash().equals(request.bodyHash())) {
            throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED);
        }
        return stored.map(StoredAnswer::answer);
    }

    private void store(Handle handle, Request request, Answer answer) {
        var now = clock.instant();
        handle.createUpdate("delete from idempotency where created <= :oldest")
                .bind("oldest", now.minus(RETENTION))
                .execute();
        deleteOldest(handle, request.credential());
        handle.createUpdate("""
                        insert into idempotency (credential, route, key, body_hash, created, status, headers, body)
                        values (:credential, :route, :key, :bodyHash, :now, :status, :headers, :body)
                        """)
                .bindMethods(request)
                .bindMethods(answer)
                .bind("now", now)
                .execute();
    }

    /** Deletes the oldest keys, so that there are at most {@link #MAX_KEYS} after one more is stored. */
    private static void deleteOldest(Handle handle, String credential) {
        int count = handle.createQuery("select count(*) from idempotency where credential = :credential")
                .bind("credential", credential)
                .mapTo(Integer.class)
                .one();
        if (count < MAX_KEYS) {
            return;
        }
        handle.createUpdate("""
                        delete from idempotency where credential = :credential and (route, key) in (
                            select route, key from idempotency where credential = :credential
                            order by created limit :surplus
                        )
                        """)
                .bind("credential", credential)
                .bind("surplus", count - MAX_KEYS + 1)
                .execute();
    }

    /**
     * A request for a change.
     *
     * @param header the value of {@link #HEADER}; null if it is absent
     * @param route such as {@code POST /api/news}
     */
    public record Attempt(@Nullable String header, Actor actor, Origin origin, String route, byte[] body) {}

    /**
     * Identifies a request.
     *
     * @param credential the actor's id; the column got its name when keys belonged to tokens
     */
    public record Request(String credential, String route, String key, String bodyHash) {}

    private record StoredAnswer(String bodyHash, Answer answer) {}
}
