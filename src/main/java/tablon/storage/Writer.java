package tablon.storage;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** Runs write transactions one at a time, in the order in which they were requested. */
final class Writer {
    private final Jdbi jdbi;
    private final Revisions revisions;
    private final TimedLock lock;

    Writer(Jdbi jdbi, Revisions revisions, Duration timeout) {
        this.jdbi = jdbi;
        this.revisions = revisions;
        this.lock = new TimedLock(true, timeout);
    }

    /** Runs a transaction that raises the board's revision. */
    <R> R change(BiFunction<Handle, Revision, R> work) {
        return locked(() -> {
            var committed = commit(work);
            revisions.committed(committed.revision);
            return committed.result;
        });
    }

    private <R> Committed<R> commit(BiFunction<Handle, Revision, R> work) {
        try {
            return jdbi.inTransaction(handle -> {
                var revision = next(handle);
                var result = work.apply(handle, revision);
                revisions.committing();
                return new Committed<>(revision, result);
            });
        } catch (RuntimeException | Error failed) {
            revisions.failed();
            throw failed;
        }
    }

    /** Runs a transaction that leaves the board's revision unchanged. */
    <R> R write(HandleCallback<R, RuntimeException> work) {
        return locked(() -> jdbi.inTransaction(work));
    }

    private <R> R locked(Supplier<R> transaction) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("Write transactions cannot be nested.");
        }
        lock.lock();
        try {
            return transaction.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs before the work: its row lock serializes the writers of all instances, so the work needs no other lock. */
    private static Revision next(Handle handle) {
        return handle.createQuery("""
                        update revision set number = number + 1, stamp = :stamp returning number, stamp
                        """)
                .bind("stamp", Revision.newStamp())
                .map((row, context) -> new Revision(row.getLong("number"), row.getLong("stamp")))
                .one();
    }

    private record Committed<R>(Revision revision, R result) {}
}
