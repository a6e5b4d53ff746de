package tablon.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.config.DatabaseAddress;

/**
 * The board's database: one connection that writes, so that writes queue here and not in the database, and several that
 * read. On SQLite and PostgreSQL alike.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** Writers queue; a reader that waits this long would rather hear that we are busy. */
    private static final int WRITER_PATIENCE_MILLISECONDS = 10_000;

    private static final int READER_PATIENCE_MILLISECONDS = 3_000;

    private final Dialect dialect;
    private final Closing open;
    private final Jdbi writer;
    private final Jdbi readers;
    private final Revision revision;

    private Database(Dialect dialect, Closing open, Jdbi writer, Jdbi readers) {
        this.dialect = dialect;
        this.open = open;
        this.writer = writer;
        this.readers = readers;
        this.revision = dialect.isOurs()
                ? new Revision.Remembered(storedRevision(readers))
                : new Revision.Asked(() -> storedRevision(readers));
    }

    private static long storedRevision(Jdbi readers) {
        return readers.withHandle(handle -> handle.createQuery("select number from revision")
                .mapTo(Long.class)
                .one());
    }

    /**
     * Opens the database and brings its schema up to date.
     *
     * @throws StorageUnavailable in words for the operator, with nothing left open
     */
    public static Database open(DatabaseAddress address, MeterRegistry metrics) {
        return open(Dialect.of(address), metrics, true);
    }

    /** As {@link #open}, for a moment and beside a board that may have it open. */
    public static Database openBeside(DatabaseAddress address, MeterRegistry metrics) {
        return open(Dialect.of(address), metrics, false);
    }

    private static Database open(Dialect dialect, MeterRegistry metrics, boolean claimed) {
        var open = new Closing();
        try {
            if (claimed) {
                open.add(dialect.claim());
            }
            migrate(dialect);
            var housekeeper = open.add(new Housekeeper());
            var writing =
                    open.add(pool("write", dialect.writing(), 1, WRITER_PATIENCE_MILLISECONDS, housekeeper, metrics));
            var reading = open.add(pool(
                    "read", dialect.reading(), dialect.readers(), READER_PATIENCE_MILLISECONDS, housekeeper, metrics));
            return new Database(dialect, open, jdbi(dialect, writing), jdbi(dialect, reading));
        } catch (RuntimeException failed) {
            open.close();
            throw failed instanceof StorageUnavailable ? failed : dialect.unavailable(failed);
        }
    }

    /** Runs one transaction that changes what readers see; the board's revision grows by one with it. */
    public <R> R change(HandleCallback<R, RuntimeException> work) {
        var number = new AtomicLong();
        var result = writer.inTransaction(handle -> {
            // first, so that writers of all instances queue on this row and nothing below needs a lock of its own
            number.set(handle.createQuery("update revision set number = number + 1 returning number")
                    .mapTo(Long.class)
                    .one());
            return work.withHandle(handle);
        });
        revision.committed(number.get());
        return result;
    }

    /** Runs one transaction that changes nothing that readers see. */
    public <R> R write(HandleCallback<R, RuntimeException> work) {
        return writer.inTransaction(work);
    }

    /** Runs queries that change nothing. */
    public <R> R read(HandleCallback<R, RuntimeException> work) {
        return readers.withHandle(work);
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * How many changes readers could have seen so far, in the order of their commits: no fewer than were acknowledged, by
     * any instance, before this was asked.
     */
    public long revision() {
        return revision.current();
    }

    /** Asks the database something, to see whether it answers. */
    public void ping() {
        storedRevision(readers);
    }

    @Override
    public void close() {
        open.close();
        LOG.debug("{} closed", dialect);
    }

    private static void migrate(Dialect dialect) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(dialect.migrating())
                    .locations("classpath:db/migration/" + dialect.name())
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw dialect.unavailable(failed);
        }
    }

    private static HikariDataSource pool(
            String name, DataSource source, int size, int patience, Housekeeper housekeeper, MeterRegistry metrics) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(patience);
        config.setScheduledExecutor(housekeeper.thread());
        config.setMetricRegistry(metrics);
        return new HikariDataSource(config);
    }

    private static Jdbi jdbi(Dialect dialect, DataSource source) {
        var jdbi = Jdbi.create(source);
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        dialect.configure(jdbi);
        return jdbi;
    }

    /** Whether {@code failed} means that the database could not be asked in time, not that it was asked wrongly. */
    public static boolean isUnavailable(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && Dialect.isTransient(sql)) {
                return true;
            }
        }
        return false;
    }
}
