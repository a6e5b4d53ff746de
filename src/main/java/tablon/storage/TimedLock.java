package tablon.storage;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionException;

/** A lock with a timeout. */
final class TimedLock {
    private final ReentrantLock lock;
    private final Duration timeout;

    /** @param fair whether threads get the lock in the order in which they asked for it */
    TimedLock(boolean fair, Duration timeout) {
        this.lock = new ReentrantLock(fair);
        this.timeout = timeout;
    }

    /** @throws ConnectionException, for which {@link Database#isUnavailable} is true, after the timeout */
    void lock() {
        try {
            if (lock.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new ConnectionException(
                new SQLTransientConnectionException("too many requests are waiting for the database"));
    }

    boolean isHeldByCurrentThread() {
        return lock.isHeldByCurrentThread();
    }

    void unlock() {
        lock.unlock();
    }
}
