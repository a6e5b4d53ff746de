package tablon.storage;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The board's current {@link Revision}. */
sealed interface Revisions {

    /** The current revision. It includes every change that was acknowledged before this call. */
    Revision current();

    /** Called after this process commits a change and before it acknowledges the change. */
    void committed(Revision revision);

    /** For a database that no other process changes: the last commit of this process is the current revision. */
    final class Cached implements Revisions {
        private final Supplier<Revision> query;
        private volatile @Nullable Revision last;

        Cached(Supplier<Revision> query) {
            this.query = query;
        }

        @Override
        public Revision current() {
            var known = last;
            return known != null ? known : first();
        }

        @Override
        public synchronized void committed(Revision revision) {
            last = revision;
        }

        private synchronized Revision first() {
            var known = last;
            if (known == null) {
                known = query.get();
                last = known;
            }
            return known;
        }
    }

    /**
     * For a database that other processes change too: queries it. Callers that arrive while a query is running share the
     * next query, because the result of the running one may be older than a change that they know of.
     */
    final class Queried implements Revisions {
        private final Supplier<Revision> query;
        private final TimedLock queryLock;
        private final ReentrantLock nextLock = new ReentrantLock();
        private SharedQuery next = new SharedQuery();

        Queried(Supplier<Revision> query, Duration timeout) {
            this.query = query;
            this.queryLock = new TimedLock(false, timeout);
        }

        @Override
        public Revision current() {
            var shared = join();
            queryLock.lock();
            try {
                var known = shared.result;
                if (known == null) {
                    close(shared);
                    known = query.get();
                    shared.result = known;
                }
                return known;
            } finally {
                queryLock.unlock();
            }
        }

        @Override
        public void committed(Revision revision) {
            // the next query reads it
        }

        private SharedQuery join() {
            nextLock.lock();
            try {
                return next;
            } finally {
                nextLock.unlock();
            }
        }

        /** Called before the query runs: later callers do not join it. */
        private void close(SharedQuery shared) {
            nextLock.lock();
            try {
                if (next == shared) {
                    next = new SharedQuery();
                }
            } finally {
                nextLock.unlock();
            }
        }

        /** The result of a query that several callers share. Guarded by {@code queryLock}. */
        private static final class SharedQuery {
            private @Nullable Revision result;
        }
    }
}
