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
import tablon.digest.Sha256;
import tablon.json.Answer;
import tablon.problem.Problem;
import tablon.storage.Database;

/**
 * Writes that happen once however often they are sent: the {@code Idempotency-Key} header of the IETF's
 * draft-ietf-httpapi-idempotency-key-header-07.
 *
 * <p>The first answer is kept in the transaction of the write itself, for 24 hours by the clock of who reads it, and as
 * long as it is among the newest 1,000 of its credential. Writers queue, so a second request with the same key waits for
 * the first to end.
 */
public final class IdempotencyStore {
    public static final String HEADER = "Idempotency-Key";

    private static final Duration KEPT = Duration.ofHours(24);
    /** With answers of 80 KB, the longest there are, a credential takes 80 MB. */
    private static final int MOST_KEPT = 1_000;

    private static final Pattern KEY =
            Pattern.compile("\"([\\x20-\\x7E&&[^\"\\\\]]{1,255})\"|([\\x21-\\x7E&&[^\",;\\\\]]{1,255})");

    private final Database database;
    private final Clock clock;

    public IdempotencyStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Runs a write in a transaction that readers see, unless {@code header} names a key with which it already ran; then
     * its first answer is given again, and nothing is prepared.
     *
     * @param prepare what can be done before the transaction, such as validation; it answers with the work to do in it
     * @param credential whose keys these are
     * @param route where the request went, such as {@code POST /api/news}
     * @throws Problem 400 where the header is not a key, 422 where the key came with another body before
     */
    public Response once(
            @Nullable String header,
            String credential,
            String route,
            byte[] body,
            Supplier<Function<Handle, Answer>> prepare) {
        if (header == null) {
            var work = prepare.get();
            return database.change(work::apply).response();
        }
        var request = new Request(credential, route, key(header), Sha256.hex(body));
        var kept = database.read(handle -> find(handle, request));
        if (kept.isPresent()) {
            return kept.get().response();
        }
        var work = prepare.get();
        return database.change(handle -> {
                    // a request that ran while this one waited for its turn to write
                    var first = find(handle, request);
                    if (first.isPresent()) {
                        return first.get();
                    }
                    var answer = work.apply(handle);
                    keep(handle, request, answer);
                    return answer;
                })
                .response();
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

    /** What tells one request from another. */
    public record Request(String credential, String route, String key, String bodyHash) {}

    private record Kept(String bodyHash, Answer answer) {}
}
