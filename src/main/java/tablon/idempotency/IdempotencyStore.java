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
import tablon.storage.Database;

/**
 * Makes a change once however often it is sent: the {@code Idempotency-Key} header of the IETF's
 * draft-ietf-httpapi-idempotency-key-header-07.
 *
 * <p>The first answer is stored in the transaction of the change itself and kept for 24 hours, as long as it is among the
 * newest 1,000 of its actor. Changes take turns, so a second request with the same key waits for the first to end.
 */
public final class IdempotencyStore {
    public static final String HEADER = "Idempotency-Key";

    private static final Duration KEPT = Duration.ofHours(24);
    /** With answers of 80 KB, the longest there are, a credential takes 80 MB. */
    private static final int MOST_KEPT = 1_000;

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
     * Runs a change, unless the actor already made it with the same key: then the first answer is given again, and
     * nothing is prepared.
     *
     * @param prepare does what needs no transaction, such as validation, and returns the work to do in one
     * @throws Problem 400 if the header is not a key, 422 if the key came with another body before
     */
    public Response once(Attempt attempt, Supplier<Function<Change, Answer>> prepare) {
        if (attempt.header == null) {
            return journal.change(attempt.actor, attempt.origin, prepare.get()).response();
        }
        var request = new Request(attempt.actor.id(), attempt.route, key(attempt.header), Sha256.hex(attempt.body));
        var kept = database.read(handle -> find(handle, request));
        if (kept.isPresent()) {
            return kept.get().response();
        }
        var work = prepare.get();
        return journal.change(attempt.actor, attempt.origin, change -> once(change, request, work))
                .response();
    }

    private Answer once(Change change, Request request, Function<Change, Answer> work) {
        // another request with this key may have run while this one waited
        var first = find(change.handle(), request);
        if (first.isPresent()) {
            return first.get();
        }
        var answer = work.apply(change);
        keep(change.handle(), request, answer);
        return answer;
    }

    private static String key(String header) {
        var key = KEY.matcher(header.strip());
        if (!key.matches()) {
            throw Problem.of(400, "problem.idempotency.key");
        }
        return key.group(1) != null ? key.group(1) : key.group(2);
    }

    private Optional<Answer> find(Handle handle, Request request) {
        var kept = handle.createQuery("""
                        select body_hash, status, headers, body from idempotency
                        where credential = :credential and route = :route and key = :key and created > :oldest
                        """)
                .bindMethods(request)
                .bind("oldest", clock.instant().minus(KEPT))
                .map((row, context) -> new Kept(
                        row.getString("body_hash"),
                        new Answer(row.getInt("status"), row.getString("headers"), row.getBytes("body"))))
                .findOne();
        if (kept.isPresent() && !kept.get().bodyHash().equals(request.bodyHash())) {
            throw Problem.of(422, "problem.idempotency.reused");
        }
        return kept.map(Kept::answer);
    }

    private void keep(Handle handle, Request request, Answer answer) {
        var now = clock.instant();
        handle.createUpdate("delete from idempotency where created <= :oldest")
                .bind("oldest", now.minus(KEPT))
                .execute();
        makeRoom(handle, request.credential());
        handle.createUpdate("""
                        insert into idempotency (credential, route, key, body_hash, created, status, headers, body)
                        values (:credential, :route, :key, :bodyHash, :now, :status, :headers, :body)
                        """)
                .bindMethods(request)
                .bindMethods(answer)
                .bind("now", now)
                .execute();
    }

    /** Deletes the oldest keys of {@code credential}, so that with one more it has as many as are kept. */
    private static void makeRoom(Handle handle, String credential) {
        int kept = handle.createQuery("select count(*) from idempotency where credential = :credential")
                .bind("credential", credential)
                .mapTo(Integer.class)
                .one();
        if (kept < MOST_KEPT) {
            return;
        }
        handle.createUpdate("""
                        delete from idempotency where credential = :credential and (route, key) in (
                            select route, key from idempotency where credential = :credential
                            order by created limit :surplus
                        )
                        """)
                .bind("credential", credential)
                .bind("surplus", kept - MOST_KEPT + 1)
                .execute();
    }

    /**
     * A request to change something.
     *
     * @param header the value of {@link #HEADER}; null if the request has none
     * @param route such as {@code POST /api/news}
     */
    public record Attempt(@Nullable String header, Actor actor, Origin origin, String route, byte[] body) {}

    /** Identifies a request. */
    public record Request(String credential, String route, String key, String bodyHash) {}

    private record Kept(String bodyHash, Answer answer) {}
}
