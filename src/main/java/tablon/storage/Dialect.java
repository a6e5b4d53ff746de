package tablon.storage;

import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import tablon.config.DatabaseAddress;

/** What SQLite and PostgreSQL do differently. */
public sealed interface Dialect permits Sqlite, Postgresql {

    static Dialect of(DatabaseAddress address) {
        if (address instanceof DatabaseAddress.Sqlite sqlite) {
            return new Sqlite(sqlite.file());
        }
        return new Postgresql((DatabaseAddress.Postgresql) address);
    }

    /** The folder of its migrations, and its name in health and logs. */
    String name();

    /**
     * Makes the data ours as long as the answer is open.
     *
     * @throws StorageUnavailable where another process has it, or there is no place for it
     */
    AutoCloseable claim();

    /** Whether no other process changes the data while we have claimed it. */
    boolean isOurs();

    /** Where migrations are run, each for as long as it takes. */
    DataSource migrating();

    DataSource writing();

    DataSource reading();

    /** How many connections read at the same time. */
    int readers();

    /** Teaches {@code jdbi} how times and UUIDs are kept, and how statements are prepared. */
    void configure(Jdbi jdbi);

    /** The check of what is open now, for as long as it is open. */
    Check check();

    /** The failure to open it, in one line for the operator. */
    StorageUnavailable unavailable(Throwable cause);

    /** Tells whether what was opened can still be used, as far as is seen without writing. */
    @FunctionalInterface
    interface Check {
        /** Why it can no longer be read or written; empty where it can. */
        Optional<Condition.Reason> whyNot(Jdbi asking);

        /** Why a change would be lost although it is committed; empty where it would last. */
        default Optional<Condition.Reason> whyLost() {
            return Optional.empty();
        }
    }
}
