package tablon.storage;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** The one connection that writes. Transactions take turns, in the order in which they came. */
final class Writer {
    private final Jdbi jdbi;
    private final Revisions revisions;
    private final Turn turn;

    Writer(Jdbi jdbi, Revisions revisions, Duration patience) {
        this.jdbi = jdbi;
        this.revisions = revisions;
        this.turn = new Turn(true, patience);
    }

    /** Runs a transaction that raises the board's revision. */
    <R> R change(BiFunction<Handle, Revision, R> work) {
        return inTurn(() -> {
            var done = jdbi.inTransaction(handle -> {
                var revision = next(handle);
                return new Done<>(revision, work.apply(handle, revision));
            });
            revisions.committed(done.revision);
            return done.result;
        });
    }

    /** Runs a transaction that leaves the board's revision as it is. */
    <R> R write(HandleCallback<R, RuntimeException> work) {
        return inTurn(() -> jdbi.inTransaction(work));
    }

    private <R> R inTurn(Supplier<R> transaction) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("A transaction was begun inside another one.");
        }
        turn.take();
        try {
            return transaction.get();
        } finally {
            turn.end();
        }
    }

    /** Before the work, so that the writers of all instances queue on this row and the work needs no lock of its own. */
    private static Revision next(Handle handle) {
        return handle.createQuery("""
                        update revision set number = number + 1, stamp = :stamp returning number, stamp
                        """)
                .bind("stamp", Revision.newStamp())
                .map((row, context) -> new Revision(row.getLong("number"), row.getLong("stamp")))
                .one();
    }

    private record Done<R>(Revision revision, R result) {}
}
