package tablon.storage;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes. Changes take turns; those that waited for their turn while one was made share its
 * commit, and so the one sync of the disk that a commit costs.
 */
final class Writer {
    private final Jdbi jdbi;
    private final Revision revision;
    /** Fair: who makes the commit stands in line for it, behind all who were waiting already. */
    private final Turn turn;

    private @Nullable Group group;

    Writer(Jdbi jdbi, Revision revision, Duration patience) {
        this.jdbi = jdbi;
        this.revision = revision;
        this.turn = new Turn(true, patience);
    }

    /** Runs a change that takes place wholly or not at all; returns or throws when it is known which, and lasts. */
    <R> R change(HandleCallback<R, RuntimeException> work) {
        turn.take();
        Group mine;
        boolean first = group == null;
        CompletableFuture<R> result;
        try {
            mine = group == null ? new Group(jdbi.open()) : group;
            group = mine;
            result = mine.run(work);
        } finally {
            turn.end();
        }
        if (first) {
            turn.takeHoweverLong();
            try {
                group = null;
                mine.commit(revision);
            } finally {
                turn.end();
            }
        }
        return outcome(mine.committed.thenCompose(done -> result));
    }

    private static <R> R outcome(CompletableFuture<R> result) {
        try {
            return result.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Error grave) {
                throw grave;
            }
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }

    /** One transaction of several changes, on whose commit they all depend, even those that were refused in it. */
    private static final class Group {
        private static final String BEFORE = "before_change";

        private final Handle handle;
        private final CompletableFuture<Void> committed = new CompletableFuture<>();
        private int changes;
        private long number;

        Group(Handle handle) {
            this.handle = handle;
        }

        <R> CompletableFuture<R> run(HandleCallback<R, RuntimeException> work) {
            if (committed.isDone()) {
                // lost already: outside its transaction, what is done now would last
                return new CompletableFuture<>();
            }
            boolean first = changes == 0;
            try {
                begin(first);
                var result = work.withHandle(handle);
                if (!first) {
                    handle.releaseSavepoint(BEFORE);
                }
                changes++;
                return CompletableFuture.completedFuture(result);
            } catch (RuntimeException | Error refused) {
                undo(first, refused);
                return CompletableFuture.failedFuture(refused);
            }
        }

        void commit(Revision revision) {
            try (handle) {
                if (committed.isDone()) {
                    handle.rollback();
                } else if (changes > 0) {
                    handle.commit();
                    revision.committed(number);
                }
                committed.complete(null);
            } catch (RuntimeException | Error lost) {
                // whatever it was: the others of the group wait for this
                committed.completeExceptionally(lost);
            }
        }

        private void begin(boolean first) {
            if (first) {
                handle.begin();
                // first, so that writers of all instances queue on this row and nothing below needs a lock of its own
                number = handle.createQuery("update revision set number = number + 1 returning number")
                        .mapTo(Long.class)
                        .one();
            } else {
                handle.savepoint(BEFORE);
            }
        }

        /** What cannot be undone, as when a full disk has ended the transaction, takes the whole group with it. */
        private void undo(boolean first, Throwable refused) {
            try {
                if (first) {
                    handle.rollback();
                } else {
                    handle.rollbackToSavepoint(BEFORE);
                }
            } catch (RuntimeException | Error lost) {
                // a connection that died is why it was refused, and says only that it is closed when it is undone
                boolean died = Database.isUnavailable(refused);
                var why = died ? refused : lost;
                why.addSuppressed(died ? lost : refused);
                committed.completeExceptionally(new ConnectionException(
                        new SQLTransientConnectionException("the transaction of several changes was lost", why)));
            }
        }
    }
}
