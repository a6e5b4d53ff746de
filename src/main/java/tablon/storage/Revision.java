package tablon.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** How many commits readers could have seen so far. */
sealed interface Revision {

    /** No fewer than were acknowledged before this was asked. */
    long current();

    /** Changes of ours were committed, and are not acknowledged yet. */
    void committed(long number);

    /** Nobody else writes: what we committed is all there is. */
    final class Remembered implements Revision {
        private final AtomicLong number;

        Remembered(long number) {
            this.number = new AtomicLong(number);
        }

        @Override
        public long current() {
            return number.get();
        }

        @Override
        public void committed(long committed) {
            number.accumulateAndGet(committed, Math::max);
        }
    }

    /**
     * Others write too: the database is asked. All who ask while a question is on its way share the next one, since the
     * answer to that one may be older than what they must see.
     */
    final class Asked implements Revision {
        private final LongSupplier question;
        private final Turn asking;
        private final ReentrantLock joining = new ReentrantLock();
        private Shared next = new Shared();

        Asked(LongSupplier question, Duration patience) {
            this.question = question;
            this.asking = new Turn(false, patience);
        }

        @Override
        public long current() {
            var mine = join();
            asking.take();
            try {
                if (!mine.answered) {
                    close(mine);
                    mine.number = question.getAsLong();
                    mine.answered = true;
                }
                return mine.number;
            } finally {
                asking.end();
            }
        }

        @Override
        public void committed(long number) {
            // the database knows
        }

        private Shared join() {
            joining.lock();
            try {
                return next;
            } finally {
                joining.unlock();
            }
        }

        /** From here on nobody joins: the question is about to be sent. */
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

        private static final class Shared {
            private boolean answered;
            private long number;
        }
    }
}
