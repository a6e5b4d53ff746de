package tablon.access;

import jakarta.servlet.ServletException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * Admission control: limits concurrent requests and concurrent reads, and so the threads and memory that they use. A
 * request beyond a limit is refused with 503. Cache hits and health checks are exempt.
 */
public final class Admission {
    /**
     * Fewer than the threads of the launcher on a JVM without virtual threads, so that a health check always finds a
     * free thread.
     */
    public static final int MAX_REQUESTS = 448;
    /** Limits memory: the largest answer, a list of 1 MiB, takes about 5 MiB while it is generated. */
    public static final int MAX_READS = 16;

    private static final int RETRY_SECONDS = 2;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore reads = new Semaphore(MAX_READS, true);

    /**
     * Runs {@code work}, which processes one request.
     *
     * @throws Problem 503 immediately if {@link #MAX_REQUESTS} are already running
     */
    public <T> T request(Work<T> work) throws IOException, ServletException {
        try {
            if (requests.incrementAndGet() > MAX_REQUESTS) {
                throw unavailable();
            }
            return work.run();
        } finally {
            requests.decrementAndGet();
        }
    }

    /**
     * Runs {@code work}, which reads from the database. Waits while {@link #MAX_READS} reads are running.
     *
     * @throws Problem 503 if it cannot start within the timeout
     */
    public <T> T read(Work<T> work) throws IOException, ServletException {
        if (!acquireRead()) {
            throw unavailable();
        }
        try {
            return work.run();
        } finally {
            reads.release();
        }
    }

    private boolean acquireRead() {
        try {
            return reads.tryAcquire(READ_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** 503 with {@code Retry-After}. */
    public static Problem unavailable() {
        return Problem.of(ProblemType.UNAVAILABLE).with(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS));
    }

    /** A part of the processing of a request. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, ServletException;
    }
}
