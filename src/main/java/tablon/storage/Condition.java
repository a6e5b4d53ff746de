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
 * Whether the database can serve requests. Asked at most once a second, however many want to know: those who come while
 * it is asked share the answer. A change is logged once.
 */
final class Condition {
    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Supplier<Optional<Reason>> question;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private Optional<Reason> known = Optional.empty();
    private boolean asked;
    private long askedAt;
    /** The last fault that an operator has to mend, unless a write succeeded since. */
    private volatile @Nullable Met met;

    /** @param question answers why requests cannot be served; empty where they can */
    Condition(Supplier<Optional<Reason>> question, LongSupplier nanoTime) {
        this.question = question;
        this.nanoTime = nanoTime;
    }

    /** Why requests cannot be served, as it was within the last second; empty where they can. */
    Optional<Reason> whyNotReady() {
        asking.lock();
        try {
            if (!asked || nanoTime.getAsLong() - askedAt >= FRESH.toNanos()) {
                var now = question.get().or(this::lastFault);
                logChange(known, now);
                known = now;
                asked = true;
                askedAt = nanoTime.getAsLong();
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    /** A request met this. */
    void met(Fault fault) {
        fault.kind()
                .words()
                .ifPresent(words -> met = new Met(new Reason(words, fault.toString()), nanoTime.getAsLong()));
    }

    /** A write succeeded: what was met before is over. */
    void written() {
        met = null;
    }

    private Optional<Reason> lastFault() {
        var last = met;
        return last == null || nanoTime.getAsLong() - last.at >= REMEMBERED.toNanos()
                ? Optional.empty()
                : Optional.of(last.reason);
    }

    private static void logChange(Optional<Reason> before, Optional<Reason> now) {
        if (now.isPresent() && before.isEmpty()) {
            LOG.warn(
                    "The board is not ready: {} ({})",
                    now.get().words(),
                    now.get().detail());
        } else if (now.isEmpty() && before.isPresent()) {
            LOG.info("The board is ready again");
        }
    }

    /**
     * Why requests cannot be served.
     *
     * @param words for anybody who may ask
     * @param detail for the log alone, since it may name hosts and files
     */
    record Reason(String words, String detail) {}

    private record Met(Reason reason, long at) {}
}
