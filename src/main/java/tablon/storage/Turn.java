package tablon.storage;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionException;

/** What one thread at a time may do, and for which the others wait, though not for long. */
final class Turn {
    private final ReentrantLock lock;
    private final Duration patience;

    /** @param fair whether who came first is next */
    Turn(boolean fair, Duration patience) {
        this.lock = new ReentrantLock(fair);
        this.patience = patience;
    }

    /** @throws ConnectionException that means {@link Database#isUnavailable} where too many wait */
    void take() {
        try {
            if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new ConnectionException(new SQLTransientConnectionException("too many wait for their turn"));
    }

    void takeHoweverLong() {
        lock.lock();
    }

    void end() {
        lock.unlock();
    }
}
