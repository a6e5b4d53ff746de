package tablon.journal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import tablon.access.Actor;
import tablon.storage.Database;

/**
 * Runs every change of what readers see. The journal records the actor, the time and the object of each change: a store
 * appends a row for each object that it changes, in the same transaction.
 */
public final class JournalStore {
    private final Database database;
    private final Clock clock;

    public JournalStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Runs {@code work} in one transaction. It is atomic, and durable when this returns.
     *
     * @throws IllegalStateException if called inside another change
     */
    public <R> R change(Actor actor, Origin origin, Function<Change, R> work) {
        return database.change((handle, revision) -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return work.apply(new Change(handle, revision, now, actor, origin));
        });
    }

    /**
     * A number that stays with the board wherever it moves, and that no other board has: the stamp of its first change; 0
     * before it.
     */
    public long firstStamp() {
        return database.read(handle -> handle.createQuery("select stamp from journal order by position limit 1")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** Appends a row to the journal: {@code thing} was changed by {@code act}. */
    public static void append(Change change, Act act, Thing thing) {
        change.handle()
                .createUpdate("""
                        insert into journal (revision, stamp, changed, actor, act, kind, thing, version, campus, detail,
                            origin, address, token)
                        values (:revision, :stamp, :changed, :actor, :act, :kind, :id, :version, :campus, :detail,
                            :origin, :address, :token)
                        """)
                .bind("revision", change.revision().number())
                .bind("stamp", change.revision().stamp())
                .bind("changed", change.now())
                .bind("actor", change.actor().id())
                .bind("act", act.storedName())
                .bindMethods(thing)
                .bind("origin", change.origin().name().toLowerCase(Locale.ROOT))
                .bind("address", change.actor().network().orElse(null))
                .bind("token", change.actor().tokenId())
                .execute();
    }
}
