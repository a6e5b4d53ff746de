package tablon.access;

import jakarta.servlet.ServletException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tablon.problem.Problem;

/**
 * Bounds how many requests are worked on at once, in threads and in memory; the others are refused with 503. Answers
 * from memory and health checks do not pass through here.
 */
public final class Admission {
    /** Less than the launcher's threads on a JVM without virtual ones, so that there is always one for a health check. */
    public static final int MOST_REQUESTS = 448;
    /** The largest answer, a list of a mebibyte, takes some five mebibytes while it is made. */
    public static final int MOST_READS = 16;

    static final int RETRY_SECONDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore reads = new Semaphore(MOST_READS, true);

    /**
     * Does {@code work} as one of the requests.
     *
     * @throws Problem 503 where there are too many
     */
    public <T> T request(Work<T> work) throws IOException, ServletException {
        try {
            if (requests.incrementAndGet() > MOST_REQUESTS) {
                throw busy();
            }
            return work.run();
        } finally {
            requests.decrementAndGet();
        }
    }

    /**
     * Does {@code work}, which reads, once it is its turn.
     *
     * @throws Problem 503 where that takes too long
     */
    public <T> T read(Work<T> work) throws IOException, ServletException {
        if (!isOurTurn()) {
            throw busy();
        }
        try {
            return work.run();
        } finally {
            reads.release();
        }
    }

    private boolean isOurTurn() {
        try {
            return reads.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Problem busy() {
        return Problem.of(503, "problem.unavailable").with(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS));
    }

    /** Work for a request. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, ServletException;
    }
}
