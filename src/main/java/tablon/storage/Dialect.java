package tablon.storage;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import tablon.config.DatabaseAddress;

/** The differences between SQLite and PostgreSQL. */
public sealed interface Dialect permits Sqlite, Postgresql {

    static Dialect of(DatabaseAddress address) {
        if (address instanceof DatabaseAddress.Sqlite sqlite) {
            return new Sqlite(sqlite.file());
        }
        return new Postgresql((DatabaseAddress.Postgresql) address);
    }

    /** The name of the folder with its migrations. */
    String name();

    /**
     * Locks the data against other processes until the result is closed, if the database is {@link #isExclusive}.
     *
     * @throws StorageUnavailable if another process has the lock, or the folder of the data cannot be created or written
     */
    AutoCloseable lock();

    /** Whether only the process with the lock changes the data. */
    boolean isExclusive();

    /** For migrations, each of which may take minutes. */
    DataSource migrationSource();

    /** For write transactions. */
    DataSource writeSource();

    /** For connections that are set to read-only. */
    DataSource readSource();

    /**
     * Checks that the database exists and has {@code tables}.
     *
     * @throws StorageUnavailable if it does not
     */
    default void requireTables(String... tables) {
        try (var connection = writeSource().getConnection();
                var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute("select 1 from " + table + " where 1 = 0");
            }
        } catch (SQLException failed) {
            if (Database.isUnavailable(failed)) {
                throw unavailable(failed);
            }
            throw new StorageUnavailable(
                    "The database " + displayName() + " lacks a required table: " + DatabaseFailure.describe(failed)
                            + ". Start the board once to create its tables.",
                    failed);
        }
    }

    /** The number of read connections. */
    int readers();

    /** Registers how times and UUIDs are stored, and how statements are prepared. */
    void configure(Jdbi jdbi);

    /** A check of the database that is open now. */
    Check check();

    /** The file, or the host and the database, for messages; without a password. */
    String displayName();

    /** The exception for a failure to open the database. */
    StorageUnavailable unavailable(Throwable cause);

    /** Checks an open database without writing to it. */
    @FunctionalInterface
    interface Check {
        /** Why the database cannot be read or written; empty if no reason is found. */
        Optional<DatabaseReadiness.Reason> notReadyReason(Jdbi jdbi);

        /** Why a committed change would be lost; empty if it would be kept. */
        default Optional<DatabaseReadiness.Reason> dataLossReason() {
            return Optional.empty();
        }
    }
}
