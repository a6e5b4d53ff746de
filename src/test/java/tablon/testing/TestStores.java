package tablon.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import tablon.access.Actor;
import tablon.campus.CampusStore;
import tablon.config.DatabaseAddress;
import tablon.config.Settings;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeStore;
import tablon.storage.Database;

/** The stores of one instance, without HTTP. */
public record TestStores(
        Database database, JournalStore journal, CampusStore campuses, NoticeStore notices, NoticeListStore lists)
        implements AutoCloseable {

    /** Opens a new database; the SQLite file is in {@code folder}. */
    public static TestStores open(Path folder, Clock clock) {
        return open(newDatabase(folder), clock);
    }

    /** Opens a database that no other process uses, and migrates its schema. */
    public static TestStores open(DatabaseAddress address, Clock clock) {
        return of(Database.open(address, new SimpleMeterRegistry()), clock);
    }

    /** Opens one of several instances on a database from {@link #migrated}. */
    public static TestStores openExisting(DatabaseAddress address, Clock clock) {
        return of(Database.openExisting(address, new SimpleMeterRegistry()), clock);
    }

    /** Creates a database with the current schema. */
    public static DatabaseAddress migrated(Path folder) {
        var address = newDatabase(folder);
        open(address, Clock.systemUTC()).close();
        return address;
    }

    /** Runs a change as the administrator. */
    public <R> R change(Function<Change, R> work) {
        return journal.change(Actor.ADMINISTRATOR, Origin.API, work);
    }

    @Override
    public void close() {
        database.close();
    }

    private static DatabaseAddress newDatabase(Path folder) {
        return Settings.of(TestDatabase.settings(folder)::get).database();
    }

    private static TestStores of(Database database, Clock clock) {
        var journal = new JournalStore(database, clock);
        return new TestStores(
                database,
                journal,
                new CampusStore(database, journal),
                new NoticeStore(database, clock, "es"),
                new NoticeListStore(database, clock, "es"));
    }
}
