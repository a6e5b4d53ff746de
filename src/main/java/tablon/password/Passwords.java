package tablon.password;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tablon.access.Admission;
import tablon.text.Text;

/**
 * Hashes and verifies passwords with Argon2id (RFC 9106), on threads of its own and at most two at once, so that a flood
 * of sign-ins takes neither memory nor the threads of requests. Passwords are compared in Unicode's form NFC.
 */
public final class Passwords implements AutoCloseable {
    /** In code points. */
    public static final int MIN_LENGTH = PasswordRules.MIN_LENGTH;
    /** In code points. */
    public static final int MAX_LENGTH = PasswordRules.MAX_LENGTH;

    static final int MAX_WAITING = 8;
    private static final int MAX_WAIT_SECONDS = 5;
    private static final long MAX_REST_NANOSECONDS = 1_000_000_000;
    private static final int CLOSE_TIMEOUT_SECONDS = 5;

    private final Hashes hashes = new Hashes();
    private final ThreadPoolExecutor threads;

    public Passwords() {
        this(Runtime.getRuntime().availableProcessors() < 4 ? 1 : 2);
    }

    Passwords(int threadCount) {
        this.threads = newThreads(threadCount);
    }

    /**
     * Why people may not choose {@code password}, or empty if they may.
     *
     * @param username the name for signing in, which is not accepted as a password
     */
    public static Optional<Text> fault(String password, String username) {
        return PasswordRules.fault(password, username);
    }

    /**
     * The hash of {@code password} in PHC format, with a new salt.
     *
     * @throws tablon.problem.Problem 503 if too many hashes are waiting
     */
    public String hash(String password) {
        var normalized = PasswordRules.normalized(password);
        return run(() -> hashes.hash(normalized));
    }

    /**
     * Compares {@code password} with {@code hash}, whatever parameters it was made with. Without a hash, because the name
     * is unknown, this takes the time of a comparison and does not match.
     *
     * @throws tablon.problem.Problem 503 if too many hashes are waiting
     */
    public Verification verify(Optional<String> hash, String password) {
        var normalized = PasswordRules.normalized(password);
        return run(() -> hashes.verify(hash, normalized));
    }

    /**
     * Refuses a caller whose hash would be refused now, before the caller does anything else.
     *
     * @throws tablon.problem.Problem 503 if too many hashes are waiting
     */
    public void requireRoom() {
        if (threads.getQueue().remainingCapacity() == 0) {
            throw Admission.unavailable();
        }
    }

    /** Ends the threads, so that a container can unload the application's classes. Those who wait are refused. */
    @Override
    public void close() throws InterruptedException {
        for (var waiting : threads.shutdownNow()) {
            ((FutureTask<?>) waiting).cancel(false);
        }
        var unused = threads.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Runs {@code work} on one of the threads. Package-private so that tests can occupy them. */
    <T> T run(Callable<T> work) {
        var task = new FutureTask<>(work) {
            @Override
            public void run() {
                long start = System.nanoTime();
                super.run();
                rest(System.nanoTime() - start);
            }
        };
        try {
            threads.execute(task);
            return task.get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException | TimeoutException | CancellationException refused) {
            throw Admission.unavailable();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Admission.unavailable();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A password could not be hashed", failed.getCause());
        } finally {
            // nobody waits for it any more
            threads.remove(task);
        }
    }

    /** Leaves half of the processor to readers, also when people sign in without a pause. The caller does not wait. */
    private static void rest(long nanoseconds) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(nanoseconds, MAX_REST_NANOSECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many callers wait for a thread. */
    int waiting() {
        return threads.getQueue().size();
    }

    private static ThreadPoolExecutor newThreads(int count) {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                    var thread = new Thread(task, "password-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * The result of a comparison.
     *
     * @param outdated the password matches, and its hash is weaker than a new one: replace it
     */
    public record Verification(boolean matches, boolean outdated) {}
}
