package tablon.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The board's current {@link Revision}. */
sealed interface Revisions {

    /**
     * The current revision, which includes every change that was acknowledged before this call. Empty while it cannot be
     * told whether readers already see a change: then one of them may have seen it, and the others must not get an older
     * answer.
     */
    Optional<Revision> current();

    /** Called before this process commits a change. */
    default void committing() {}

    /** Called after the commit and before the change is acknowledged. */
    default void committed(Revision revision) {}

    /** Called if the transaction failed, maybe during its commit. */
    default void failed() {}

    /** For a database that no other process changes: the last commit of this process is the current revision. */
    final class Cached implements Revisions {
        private final Supplier<Revision> query;
        private boolean committing;
        /** Null during a commit, and until the database is queried. */
        private volatile @Nullable Revision last;

        Cached(Supplier<Revision> query) {
            this.query = query;
        }

        @Override
        public Optional<Revision> current() {
            var known = last;
            return known != null ? Optional.of(known) : find();
        }

        @Override
        public synchronized void committing() {
            committing = true;
            last = null;
        }

        @Override
        public synchronized void committed(Revision revision) {
            committing = false;
            last = revision;
        }

        @Override
        public synchronized void failed() {
            committing = false;
        }

        private synchronized Optional<Revision> find() {
            if (committing) {
                return Optional.empty();
            }
            var known = last;
            if (known == null) {
                known = query.get();
                last = known;
            }
            return Optional.of(known);
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
        public Optional<Revision> current() {
            var shared = join();
            queryLock.lock();
            try {
                var known = shared.result;
                if (known == null) {
                    close(shared);
                    known = query.get();
                    shared.result = known;
                }
                return Optional.of(known);
            } finally {
                queryLock.unlock();
            }
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
