package tablon.storage;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows the board's current {@link Revision}. */
sealed interface Revisions {

    /** No older than any change that was acknowledged before this call. */
    Revision current();

    /** A change of this process was committed and is not acknowledged yet. */
    void committed(Revision revision);

    /** For a database that no other process changes: the last commit of this process is the current revision. */
    final class Remembered implements Revisions {
        private final Supplier<Revision> query;
        private volatile @Nullable Revision last;

        Remembered(Supplier<Revision> query) {
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
     * For a database that other processes change too: asks it. Callers that arrive while a query is under way share the
     * next query, since the result of the one under way may be older than a change they know of.
     */
    final class Queried implements Revisions {
        private final Supplier<Revision> query;
        private final Turn turn;
        private final ReentrantLock joining = new ReentrantLock();
        private Shared next = new Shared();

        Queried(Supplier<Revision> query, Duration patience) {
            this.query = query;
            this.turn = new Turn(false, patience);
        }

        @Override
        public Revision current() {
            var shared = join();
            turn.take();
            try {
                var known = shared.result;
                if (known == null) {
                    close(shared);
                    known = query.get();
                    shared.result = known;
                }
                return known;
            } finally {
                turn.end();
            }
        }

        @Override
        public void committed(Revision revision) {
            // the next query finds it
        }

        private Shared join() {
            joining.lock();
            try {
                return next;
            } finally {
                joining.unlock();
            }
        }

        /** Keeps later callers from joining: the query is about to be sent. */
        private void close(Shared shared) {
            joining.lock();
            try {
                if (next == shared) {
                    next = new Shared();
                }
            } finally {
                joining.unlock();
            }
        }

        /** A query and its result. Read and written during the turn. */
        private static final class Shared {
            private @Nullable Revision result;
        }
    }
}
