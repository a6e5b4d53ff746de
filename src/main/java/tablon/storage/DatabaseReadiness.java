package tablon.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database can serve requests. The check runs at most once a second; concurrent callers wait for it and share
 * its result. Each change of the result is logged once.
 */
final class DatabaseReadiness {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseReadiness.class);
    private static final Duration MAX_RESULT_AGE = Duration.ofSeconds(1);
    private static final Duration MAX_FAILURE_AGE = Duration.ofSeconds(10);

    private final Supplier<Optional<Reason>> check;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Reason> result = Optional.empty();
    private boolean checked;
    private long checkedAt;
    /** The last failure that an operator must fix; null if a write has succeeded since. */
    private volatile @Nullable RecentFailure lastFailure;

    /** @param check returns why the database cannot serve requests; empty if it can */
    DatabaseReadiness(Supplier<Optional<Reason>> check, LongSupplier nanoTime) {
        this.check = check;
        this.nanoTime = nanoTime;
    }

    /** Why the database cannot serve requests, as of at most a second ago; empty if it can. */
    Optional<Reason> notReadyReason() {
        lock.lock();
        try {
            if (!checked || nanoTime.getAsLong() - checkedAt >= MAX_RESULT_AGE.toNanos()) {
                var current = check.get().or(this::recentFailure);
                logChange(result, current);
                result = current;
                checked = true;
                checkedAt = nanoTime.getAsLong();
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Records a failure of a request, which counts for ten seconds if an operator must fix its cause. */
    void recordFailure(DatabaseFailure failure) {
        failure.kind()
                .message()
                .ifPresent(message ->
                        lastFailure = new RecentFailure(new Reason(message, failure.toString()), nanoTime.getAsLong()));
    }

    /** Records a successful write, which clears the last failure. */
    void recordWrite() {
        lastFailure = null;
    }

    private Optional<Reason> recentFailure() {
        var last = lastFailure;
        return last == null || nanoTime.getAsLong() - last.at >= MAX_FAILURE_AGE.toNanos()
                ? Optional.empty()
                : Optional.of(last.reason);
    }

    private static void logChange(Optional<Reason> before, Optional<Reason> now) {
        if (now.isPresent() && before.isEmpty()) {
            LOG.warn(
                    "The board is not ready: {} ({})",
                    now.get().message(),
                    now.get().detail());
        } else if (now.isEmpty() && before.isPresent()) {
            LOG.info("The board is ready again");
        }
    }

    /**
     * Why the database cannot serve requests.
     *
     * @param message public, without host and file names
     * @param detail only for the log: it may contain host and file names
     */
    record Reason(String message, String detail) {}

    private record RecentFailure(Reason reason, long at) {}
}
