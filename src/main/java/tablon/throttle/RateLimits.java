package tablon.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import tablon.access.Network;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * Limits how often one client does something, with a token bucket for each: a full bucket allows a burst of the limit, and
 * refills evenly over the period. Each instance counts by itself, in memory, and forgets at a restart.
 */
public final class RateLimits {
    private static final int MAX_KEYS = 10_000;

    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets;

    public RateLimits(Clock clock) {
        this.time = new ClockTime(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                // in this thread: the common pool outlives an application in Tomcat
                .executor(Runnable::run)
                .build();
    }

    /**
     * Counts one request of {@code key}.
     *
     * @throws Problem 429 with {@code Retry-After} if the key has reached the limit
     */
    public void take(Limit limit, String key) {
        var bucket = buckets.get(new Key(limit, limit.keys.apply(key)), created -> newBucket(limit));
        var taken = bucket.tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(taken.getNanosToWaitForRefill()) + 1;
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS).with(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
    }

    private Bucket newBucket(Limit limit) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.requests).refillGreedy(limit.requests, limit.period))
                .withCustomTimePrecision(time)
                .build();
    }

    /** How many buckets there are. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    /** What is limited. */
    public enum Limit {
        /** By the address of the client. */
        SIGN_UPS(30, Duration.ofHours(1), Network::of),
        /** By the id of the actor. */
        WRITES(300, Duration.ofMinutes(1), UnaryOperator.identity());

        private final int requests;
        private final Duration period;
        private final transient UnaryOperator<String> keys;

        Limit(int requests, Duration period, UnaryOperator<String> keys) {
            this.requests = requests;
            this.period = period;
            this.keys = keys;
        }
    }

    private record Key(Limit limit, String value) {}

    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
