package tablon.storage;

import java.sql.SQLException;
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

    /** For migrations, each of which may take minutes. */
    DataSource migrating();

    /** For transactions that write. */
    DataSource writing();

    /** For connections that are set to read-only. */
    DataSource reading();

    /**
     * Checks that the database exists and has {@code tables}.
     *
     * @throws StorageUnavailable in one line for the operator
     */
    default void requireTables(String... tables) {
        try (var connection = writing().getConnection();
                var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute("select 1 from " + table + " where 1 = 0");
            }
        } catch (SQLException failed) {
            if (Database.isUnavailable(failed)) {
                throw unavailable(failed);
            }
            throw new StorageUnavailable(
                    "The database " + shown() + " lacks what this command needs: " + Fault.describe(failed)
                            + ". Start the board on it once.",
                    failed);
        }
    }

    /** How many connections read at the same time. */
    int readers();

    /** Teaches {@code jdbi} how times and UUIDs are kept, and how statements are prepared. */
    void configure(Jdbi jdbi);

    /** The check of what is open now, for as long as it is open. */
    Check check();

    /** Its place as messages show it: a file, or a host and a name. */
    String shown();

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
