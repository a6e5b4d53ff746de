package tablon.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tablon.access.Admission;
import tablon.access.Admission.Work;
import tablon.access.Credentials;
import tablon.storage.Database;
import tablon.storage.Revision;

/**
 * Finished answers to readers, of the resource methods that are {@link tablon.route.Shared}. Each is kept as long as it
 * is true: for one revision of the board, and until the next moment at which a notice appears or expires. So a change is
 * seen by the next request, and time passing needs no job.
 *
 * <p>An answer is found in two steps, so that no header is parsed here: {@code keys} knows which answer the resources
 * gave to a request with exactly these headers, as {@link AnswerKey} names it, and {@code answers} has that answer.
 */
public final class AnswerCache {
    private static final int LONGEST_QUESTION = 2_048;
    /** One answer may take this part of the memory, so that a few large ones do not drive out all others. */
    private static final int SMALLEST_SHARE = 8;
    /** The keys may take this part of the memory. */
    private static final int SHARE_OF_KEYS = 16;

    private final Database database;
    private final UnaryOperator<Instant> nextMoment;
    private final Clock clock;
    private final long capacity;
    private final Cache<Question, AnswerKey> keys;
    private final Cache<AnswerKey, Kept> answers;
    private final ConcurrentMap<Flight, CompletableFuture<Optional<Kept>>> flights = new ConcurrentHashMap<>();
    private final Admission admission = new Admission();
    private volatile Horizon horizon = new Horizon(new Revision(-1, 0), Instant.EPOCH, Instant.EPOCH);

    /**
     * @param nextMoment the first moment after its argument at which an answer may change although the board does not
     * @param capacity bytes that answers may take; 0 keeps none
     */
    public AnswerCache(
            Database database, UnaryOperator<Instant> nextMoment, Clock clock, long capacity, MeterRegistry meters) {
        this.database = database;
        this.nextMoment = nextMoment;
        this.clock = clock;
        this.capacity = capacity;
        this.keys = Caffeine.newBuilder()
                .maximumWeight(capacity / SHARE_OF_KEYS)
                .weigher((Question question, AnswerKey key) -> question.weight() + key.weight())
                .build();
        this.answers = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((AnswerKey key, Kept kept) -> kept.made.answer().weight() + key.weight())
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, answers, "answers");
    }

    /**
     * The answer to a request: kept, shared with others who ask the same now, or made by {@code making}.
     *
     * @throws tablon.problem.Problem 503 where too many requests are being worked on
     */
    Made answer(PlainRequest request, Work<Made> making) throws IOException, ServletException {
        if (!request.isRead()) {
            return admission.request(making);
        }
        var question = Question.of(request);
        var revision = question == null || capacity == 0 ? Optional.<Revision>empty() : ask(database::revision);
        if (question == null || revision.isEmpty()) {
            return admission.request(() -> admission.read(making));
        }
        var current = revision.get();
        var now = clock.instant();
        var key = keys.getIfPresent(question);
        var kept = key == null ? null : answers.getIfPresent(key);
        return kept != null && kept.isTrue(current, now)
                ? kept.made
                : admission.request(() -> shared(question, current, now, making));
    }

    /** Makes the answer, or waits for who is making it already. */
    private Made shared(Question question, Revision revision, Instant now, Work<Made> making)
            throws IOException, ServletException {
        var mine = new CompletableFuture<Optional<Kept>>();
        var flight = new Flight(question, revision);
        var other = flights.putIfAbsent(flight, mine);
        if (other != null) {
            var shared = join(other).filter(answer -> answer.isTrue(revision, now));
            return shared.isPresent() ? shared.get().made : admission.read(making);
        }
        var result = Optional.<Kept>empty();
        try {
            var before = ask(() -> horizon(revision, now));
            var made = admission.read(making);
            var key = made.key;
            if (key != null && made.answer.isForAll() && made.answer.weight() <= capacity / SMALLEST_SHARE) {
                result = before.map(until -> new Kept(made, until));
                result.ifPresent(complete -> answers.put(key, complete));
                keys.put(question, key);
            }
            return made;
        } catch (RuntimeException refused) {
            mine.completeExceptionally(refused);
            throw refused;
        } finally {
            flights.remove(flight);
            mine.complete(result);
        }
    }

    private static Optional<Kept> join(CompletableFuture<Optional<Kept>> flight) {
        try {
            return flight.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException refused ? refused : failed;
        }
    }

    /** Empty if the database is unavailable: the resource then meets the same failure, and is answered by it. */
    private static <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (RuntimeException failed) {
            if (Database.isUnavailable(failed)) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Until when an answer that is made now will be true, unless the board changes. */
    private Horizon horizon(Revision revision, Instant now) {
        var known = horizon;
        if (!known.isTrue(revision, now)) {
            known = new Horizon(revision, now, nextMoment.apply(now));
            horizon = known;
        }
        return known;
    }

    /**
     * An answer, and the route that it was made by.
     *
     * @param key what it depends on; null where it is not shared
     */
    record Made(
            Representation answer, String route, @Nullable AnswerKey key) {}

    /** All of a request that an answer can depend on, as it was sent. */
    private record Question(
            String scheme,
            String host,
            int port,
            String path,
            @Nullable String query,
            @Nullable String accept,
            @Nullable String language) {

        /** Null where the request must not be answered from memory, whatever is asked for. */
        static @Nullable Question of(PlainRequest request) {
            boolean bare = request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
            if (!bare || Credentials.areIn(request)) {
                return null;
            }
            var question = new Question(
                    request.getScheme(),
                    request.getServerName(),
                    request.getServerPort(),
                    request.getRequestURI(),
                    request.getQueryString(),
                    request.getHeader(HttpHeaders.ACCEPT),
                    request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
            return question.length() > LONGEST_QUESTION ? null : question;
        }

        int weight() {
            return 256 + 2 * length();
        }

        private int length() {
            return host.length() + path.length() + length(query) + length(accept) + length(language);
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    private record Flight(Question question, Revision revision) {}

    private record Horizon(Revision revision, Instant from, Instant until) {

        boolean isTrue(Revision current, Instant now) {
            return revision.equals(current) && !now.isBefore(from) && now.isBefore(until);
        }
    }

    private record Kept(Made made, Horizon horizon) {

        boolean isTrue(Revision revision, Instant now) {
            return horizon.isTrue(revision, now);
        }
    }
}
