package tablon.storage;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionException;

/** A lock with a timeout. */
final class Turn {
    private final ReentrantLock lock;
    private final Duration patience;

    /** @param fair whether threads get the lock in the order in which they asked for it */
    Turn(boolean fair, Duration patience) {
        this.lock = new ReentrantLock(fair);
        this.patience = patience;
    }

    /** @throws ConnectionException, for which {@link Database#isUnavailable} is true, after the timeout */
    void take() {
        try {
            if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new ConnectionException(new SQLTransientConnectionException("too many requests wait for their turn"));
    }

    boolean isHeldByCurrentThread() {
        return lock.isHeldByCurrentThread();
    }

    void end() {
        lock.unlock();
    }
}
