package tablon.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.config.DatabaseAddress;

/**
 * The board's database: one connection that writes, so that writes queue here and not in the database, and several that
 * read. On SQLite and PostgreSQL alike.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** Who waits for a connection this long would rather hear that we are busy. */
    private static final Duration WRITER_PATIENCE = Duration.ofSeconds(5);

    private static final Duration READER_PATIENCE = Duration.ofSeconds(2);
    private static final Duration REVISION_PATIENCE = Duration.ofSeconds(1);

    private final Dialect dialect;
    private final Closing open;
    private final Pool writing;
    private final Pool reading;
    private final Pool asking;
    private final Revision revision;
    private final Writer writer;
    private final Dialect.Check check;
    private final Condition condition = new Condition(this::ask, System::nanoTime);

    private Database(Dialect dialect, Closing open, Pool writing, Pool reading, Pool asking) {
        this.dialect = dialect;
        this.open = open;
        this.writing = writing;
        this.reading = reading;
        this.asking = asking;
        this.check = dialect.check();
        this.revision = dialect.isOurs()
                ? new Revision.Remembered(storedRevision())
                : new Revision.Asked(this::storedRevision, REVISION_PATIENCE);
        this.writer = new Writer(writing.jdbi, revision, WRITER_PATIENCE);
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
            var writing = open.add(pool("write", dialect.writing(), 1, WRITER_PATIENCE, housekeeper, metrics));
            var reading =
                    open.add(pool("read", dialect.reading(), dialect.readers(), READER_PATIENCE, housekeeper, metrics));
            var asking = open.add(pool("revision", dialect.reading(), 1, REVISION_PATIENCE, housekeeper, metrics));
            return new Database(
                    dialect, open, Pool.of(dialect, writing), Pool.of(dialect, reading), Pool.of(dialect, asking));
        } catch (RuntimeException failed) {
            open.close();
            throw failed instanceof StorageUnavailable ? failed : dialect.unavailable(failed);
        }
    }

    /**
     * Runs a change of what readers see: wholly or not at all, and done, on the disk, when this returns. The board's
     * revision grows with it.
     */
    public <R> R change(HandleCallback<R, RuntimeException> work) {
        check.whyLost().ifPresent(reason -> {
            throw new ConnectionException(new SQLTransientConnectionException(reason.words()));
        });
        var result = observed(writing, () -> writer.change(work));
        condition.written();
        return result;
    }

    /** Runs one transaction that changes nothing that readers see. */
    public <R> R write(HandleCallback<R, RuntimeException> work) {
        return observed(writing, () -> writing.jdbi.inTransaction(work));
    }

    /** Runs queries that change nothing. */
    public <R> R read(HandleCallback<R, RuntimeException> work) {
        return observed(reading, () -> reading.jdbi.withHandle(work));
    }

    /** As {@link #read}, and where a statement has a fetch size, PostgreSQL sends so many rows at a time. */
    public <R> R stream(HandleCallback<R, RuntimeException> work) {
        return observed(reading, () -> reading.jdbi.inTransaction(work));
    }

    public Kind kind() {
        return dialect instanceof Sqlite ? Kind.SQLITE : Kind.POSTGRESQL;
    }

    /** The databases that can be used. */
    public enum Kind {
        SQLITE,
        POSTGRESQL
    }

    /**
     * How many commits readers could have seen so far: no fewer than were acknowledged, by any instance, before this was
     * asked.
     */
    public long revision() {
        return revision.current();
    }

    /**
     * Why requests cannot be served, in words for the operator that anybody may read; empty where they can. As it was
     * within the last second.
     */
    public Optional<String> whyNotReady() {
        return condition.whyNotReady().map(Condition.Reason::words);
    }

    /** By a connection of its own: however many readers wait, whether we are well and what is new is known at once. */
    private long storedRevision() {
        return asking.jdbi.withHandle(handle -> handle.createQuery("select number from revision")
                .mapTo(Long.class)
                .one());
    }

    private Optional<Condition.Reason> ask() {
        try {
            var reason = check.whyNot(asking.jdbi);
            if (reason.isEmpty()) {
                storedRevision();
            } else if (!dialect.isOurs()) {
                // a session that began read-only stays so, whatever the server became since
                asking.replaceConnections();
            }
            return reason;
        } catch (RuntimeException failed) {
            return Optional.of(new Condition.Reason("the database does not answer", Fault.describe(failed)));
        }
    }

    private <R> R observed(Pool pool, Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            Fault.of(failed).ifPresent(fault -> {
                condition.met(fault);
                if (fault.kind().staysWithConnection()) {
                    pool.replaceConnections();
                }
            });
            throw failed;
        }
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
            String name,
            DataSource source,
            int size,
            Duration patience,
            Housekeeper housekeeper,
            MeterRegistry metrics) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(patience.toMillis());
        config.setScheduledExecutor(housekeeper.thread());
        config.setMetricRegistry(metrics);
        return new HikariDataSource(config);
    }

    /** Whether {@code failed} means that the database could not be asked in time, not that it was asked wrongly. */
    public static boolean isUnavailable(Throwable failed) {
        return Fault.of(failed).filter(Fault::isUnavailable).isPresent();
    }

    private record Pool(Jdbi jdbi, HikariDataSource connections) {

        static Pool of(Dialect dialect, HikariDataSource connections) {
            var jdbi = Jdbi.create(connections);
            // the statement and what is bound to it would be in every log line and stack trace
            jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
            dialect.configure(jdbi);
            return new Pool(jdbi, connections);
        }

        /** Closes those that are idle now, and the others when they are given back. */
        void replaceConnections() {
            connections.getHikariPoolMXBean().softEvictConnections();
        }
    }
}
