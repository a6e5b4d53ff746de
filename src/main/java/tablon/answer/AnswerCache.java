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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tablon.access.Admission;
import tablon.access.Admission.Work;
import tablon.access.Credentials;
import tablon.route.Stream;
import tablon.storage.Database;
import tablon.storage.Revision;

/**
 * Caches finished answers of resource methods with {@link tablon.route.Shared}. An entry is valid for one revision of
 * the board, and until the next moment at which a notice appears or expires. The next request therefore sees every
 * change, and no job has to remove expired entries.
 *
 * <p>A look-up has two steps, so that the cache parses no header. {@code keys} maps a request, with its headers as
 * sent, to the {@link AnswerKey} that Jersey negotiated for the first such request; {@code answers} maps that key to
 * the answer.
 */
public final class AnswerCache {
    private static final int MAX_REQUEST_KEY_LENGTH = 2_048;
    /** An entry may take 1/8 of the capacity, so that a few large answers do not evict all others. */
    private static final int ENTRY_DIVISOR = 8;
    /** {@code keys} may take an additional 1/16 of the capacity. */
    private static final int KEYS_DIVISOR = 16;

    private final Database database;
    private final UnaryOperator<Instant> nextMoment;
    private final Clock clock;
    private final long capacity;
    private final Cache<RequestKey, AnswerKey> keys;
    private final Cache<AnswerKey, Entry> answers;
    /** The cache misses that are being answered now. */
    private final ConcurrentMap<Flight, CompletableFuture<Optional<Entry>>> flights = new ConcurrentHashMap<>();

    private final Admission admission = new Admission();
    private volatile Validity latestValidity = new Validity(new Revision(-1, 0), Instant.EPOCH, Instant.EPOCH);

    /**
     * @param nextMoment returns the first moment after its argument at which an answer may change without a new
     * revision
     * @param capacity the maximum size of all cached answers in bytes; 0 disables the cache
     */
    public AnswerCache(
            Database database, UnaryOperator<Instant> nextMoment, Clock clock, long capacity, MeterRegistry meters) {
        this.database = database;
        this.nextMoment = nextMoment;
        this.clock = clock;
        this.capacity = capacity;
        this.keys = Caffeine.newBuilder()
                .maximumWeight(capacity / KEYS_DIVISOR)
                .weigher((RequestKey request, AnswerKey key) -> request.weight() + key.weight())
                .build();
        this.answers = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((AnswerKey key, Entry entry) ->
                        entry.answer.representation().weight() + key.weight())
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, answers, "answers");
    }

    /**
     * The answer to a request: from the cache, from an identical request that is running now, or from {@code loader}.
     *
     * @throws tablon.problem.Problem 503 if {@link Admission} refuses the request
     */
    RoutedAnswer answer(NormalizedRequest request, Work<RoutedAnswer> loader) throws IOException, ServletException {
        if (!request.isRead()) {
            return admission.request(loader);
        }
        var requestKey = capacity == 0 ? null : RequestKey.of(request);
        var revision = requestKey == null
                ? Optional.<Revision>empty()
                : ifAvailable(database::revision).flatMap(Function.identity());
        if (requestKey == null || revision.isEmpty()) {
            return admission.request(() -> admission.read(loader));
        }
        var now = clock.instant();
        var entry = find(requestKey);
        return entry != null && entry.validity.includes(revision.get(), now)
                ? entry.answer
                : admission.request(() -> singleFlight(requestKey, revision.get(), now, loader));
    }

    private @Nullable Entry find(RequestKey requestKey) {
        var key = keys.getIfPresent(requestKey);
        return key == null ? null : answers.getIfPresent(key);
    }

    /** Loads the answer and caches it, or waits for an identical request that is already doing so. */
    private RoutedAnswer singleFlight(RequestKey requestKey, Revision revision, Instant now, Work<RoutedAnswer> loader)
            throws IOException, ServletException {
        var own = new CompletableFuture<Optional<Entry>>();
        var flight = new Flight(requestKey, revision);
        var running = flights.putIfAbsent(flight, own);
        if (running != null) {
            var entry = join(running).filter(joined -> joined.validity.includes(revision, now));
            return entry.isPresent() ? entry.get().answer : admission.read(loader);
        }
        var entry = Optional.<Entry>empty();
        try {
            var validity = ifAvailable(() -> validity(revision, now));
            var answer = admission.read(loader);
            entry = store(requestKey, answer, validity);
            return answer;
        } catch (RuntimeException failed) {
            own.completeExceptionally(failed);
            throw failed;
        } finally {
            flights.remove(flight);
            own.complete(entry);
        }
    }

    /** Caches the answer if it may be shared; empty if it may not. */
    private Optional<Entry> store(RequestKey requestKey, RoutedAnswer answer, Optional<Validity> validity) {
        var key = answer.key;
        var representation = answer.representation;
        if (key == null || !representation.isShareable() || representation.weight() > capacity / ENTRY_DIVISOR) {
            return Optional.empty();
        }
        var entry = validity.map(valid -> new Entry(answer, valid));
        entry.ifPresent(complete -> answers.put(key, complete));
        keys.put(requestKey, key);
        return entry;
    }

    private static Optional<Entry> join(CompletableFuture<Optional<Entry>> flight) {
        try {
            return flight.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /**
     * The result of {@code query}; empty if the database is unavailable. The loader then meets the same failure and
     * reports it.
     */
    private static <T> Optional<T> ifAvailable(Supplier<T> query) {
        try {
            return Optional.of(query.get());
        } catch (RuntimeException failed) {
            if (Database.isUnavailable(failed)) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** The validity of an answer that is loaded now. All answers have the same one, so it is queried once. */
    private Validity validity(Revision revision, Instant now) {
        var validity = latestValidity;
        if (!validity.includes(revision, now)) {
            validity = new Validity(revision, now, nextMoment.apply(now));
            latestValidity = validity;
        }
        return validity;
    }

    /**
     * An answer with its route.
     *
     * @param key null if the answer must not be shared
     * @param stream the body; null if it is in {@code representation}
     */
    record RoutedAnswer(
            Representation representation,
            String route,
            @Nullable AnswerKey key,
            @Nullable Stream stream) {}

    /** Everything in a request that an answer can depend on, as sent by the client. */
    private record RequestKey(
            String scheme,
            String host,
            int port,
            String path,
            @Nullable String query,
            @Nullable String accept,
            @Nullable String language) {

        /** Null if the request must bypass the cache: it has a body or a credential, or is too long. */
        static @Nullable RequestKey of(NormalizedRequest request) {
            boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
            if (hasBody || Credentials.areIn(request)) {
                return null;
            }
            var key = new RequestKey(
                    request.getScheme(),
                    request.getServerName(),
                    request.getServerPort(),
                    request.getRequestURI(),
                    request.getQueryString(),
                    request.getHeader(HttpHeaders.ACCEPT),
                    request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
            return key.length() > MAX_REQUEST_KEY_LENGTH ? null : key;
        }

        /** The approximate size in bytes. */
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

    private record Flight(RequestKey request, Revision revision) {}

    /** One revision, and the time from {@code from} (inclusive) to {@code until} (exclusive). */
    private record Validity(Revision revision, Instant from, Instant until) {

        boolean includes(Revision current, Instant now) {
            return revision.equals(current) && !now.isBefore(from) && now.isBefore(until);
        }
    }

    private record Entry(RoutedAnswer answer, Validity validity) {}
}
