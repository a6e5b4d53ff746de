package tablon.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tablon.news.NewsListStore;
import tablon.storage.Database;
import tablon.text.Language;

/**
 * Finished answers to readers, each as long as it is true: for one revision of the board, and until the next moment at
 * which a notice appears or expires. So a change is seen by the next request, and time passing needs no job.
 */
final class AnswerCache {
    private static final Set<String> PARAMETERS = Set.of("campus", "q", "state", "limit", "cursor");
    /** What must be answered even when the database does not answer. */
    private static final Set<String> NEVER_KEPT = Set.of("/health/live", "/health/ready", "/status", "/metrics");

    private static final int LONGEST_ADDRESS = 1_024;
    /** One answer may take this part of the memory, so that a few large ones do not drive out all others. */
    private static final int SMALLEST_SHARE = 8;

    private final Database database;
    private final NewsListStore lists;
    private final Clock clock;
    private final Language fallback;
    private final boolean oneHost;
    private final long capacity;
    private final Cache<Key, Kept> answers;
    private final ConcurrentMap<Flight, CompletableFuture<Optional<Kept>>> flights = new ConcurrentHashMap<>();
    private volatile Horizon horizon = new Horizon(-1, Instant.EPOCH, Instant.EPOCH);

    /** @param oneHost whether what we answer does not depend on the host that a request names */
    AnswerCache(
            Database database,
            NewsListStore lists,
            Clock clock,
            Language fallback,
            boolean oneHost,
            long capacity,
            MeterRegistry meters) {
        this.database = database;
        this.lists = lists;
        this.clock = clock;
        this.fallback = fallback;
        this.oneHost = oneHost;
        this.capacity = capacity;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((Key key, Kept kept) -> kept.answer.weight() + key.weight())
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, answers, "answers");
    }

    /** The answer to a reader's request: kept, shared with others who ask the same now, or made by {@code making}. */
    Made answer(HttpServletRequest request, Making making) throws IOException, ServletException {
        var key = capacity == 0 ? null : key(request);
        if (key == null) {
            return making.make();
        }
        var now = clock.instant();
        var asked = ask(database::revision);
        if (asked.isEmpty()) {
            return making.make();
        }
        long revision = asked.get();
        var kept = answers.getIfPresent(key);
        if (kept != null && kept.isTrue(revision, now)) {
            return kept.made();
        }
        var mine = new CompletableFuture<Optional<Kept>>();
        var flight = new Flight(key, revision);
        var other = flights.putIfAbsent(flight, mine);
        if (other != null) {
            var shared = other.join().filter(answer -> answer.isTrue(revision, now));
            return shared.isPresent() ? shared.get().made() : making.make();
        }
        var result = Optional.<Kept>empty();
        try {
            var before = ask(() -> horizon(revision, now));
            var made = making.make();
            if (made.answer.isForAll() && made.answer.weight() <= capacity / SMALLEST_SHARE) {
                result = before.map(until -> new Kept(made.answer, made.route, until));
                result.ifPresent(complete -> answers.put(key, complete));
            }
            return made;
        } finally {
            flights.remove(flight);
            mine.complete(result);
        }
    }

    /** Where the database cannot answer, the resources meet the same, and say it in the client's words. */
    private static <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (RuntimeException failed) {
            return Optional.empty();
        }
    }

    /** Until when an answer that is made now will be true, unless the board changes. */
    private Horizon horizon(long revision, Instant now) {
        var known = horizon;
        if (!known.isTrue(revision, now)) {
            // pages leave out the current year, wherever it ends
            var hour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            var moment =
                    lists.nextMoment(now).filter(next -> next.isBefore(hour)).orElse(hour);
            known = new Horizon(revision, now, moment);
            horizon = known;
        }
        return known;
    }

    /** What the answer depends on besides the board and the time; null where that is more than we can tell. */
    private @Nullable Key key(HttpServletRequest request) {
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        boolean bare = request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
        if (!read
                || !bare
                || !mayKeep(request)
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || !isSane(request.getQueryString())) {
            return null;
        }
        var address = new Address(
                oneHost ? "" : request.getScheme(),
                oneHost ? "" : request.getServerName(),
                oneHost ? 0 : request.getServerPort(),
                request.getRequestURI(),
                request.getQueryString());
        if (address.length() > LONGEST_ADDRESS) {
            return null;
        }
        var language = Language.negotiate(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), fallback);
        return Preference.of(request.getHeader(HttpHeaders.ACCEPT))
                .map(preference -> new Key(address, language, preference))
                .orElse(null);
    }

    private static boolean mayKeep(HttpServletRequest request) {
        return !NEVER_KEPT.contains(
                request.getRequestURI().substring(request.getContextPath().length()));
    }

    /** Pages overlook parameters that are not ours, so that their number is without end. */
    private static boolean isSane(@Nullable String query) {
        return query == null
                || Arrays.stream(query.split("&"))
                        .map(parameter -> parameter.split("=", 2)[0])
                        .allMatch(PARAMETERS::contains);
    }

    /** Has an answer made by the resources. */
    @FunctionalInterface
    interface Making {
        Made make() throws IOException, ServletException;
    }

    /** An answer, and the route that it was made by. */
    record Made(Representation answer, String route) {}

    private record Key(Address address, Language language, Preference preference) {

        int weight() {
            return 2 * address.length();
        }
    }

    /** Where an answer is to be had; of the host nothing where none depends on it. */
    private record Address(
            String scheme,
            String host,
            int port,
            String path,
            @Nullable String query) {

        int length() {
            return scheme.length() + host.length() + path.length() + (query == null ? 0 : query.length());
        }
    }

    private record Flight(Key key, long revision) {}

    private record Horizon(long revision, Instant from, Instant until) {

        boolean isTrue(long current, Instant now) {
            return revision == current && !now.isBefore(from) && now.isBefore(until);
        }
    }

    private record Kept(Representation answer, String route, Horizon horizon) {

        boolean isTrue(long revision, Instant now) {
            return horizon.isTrue(revision, now);
        }

        Made made() {
            return new Made(answer, route);
        }
    }
}
