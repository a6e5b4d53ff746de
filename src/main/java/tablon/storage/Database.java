package tablon.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.config.DatabaseAddress;

/**
 * The board's database, SQLite or PostgreSQL: one connection that writes, so that writers queue here and not in the
 * database, and several that only read.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** After waiting this long for a connection, a request is answered with 503. */
    private static final Duration WRITER_PATIENCE = Duration.ofSeconds(5);

    private static final Duration READER_PATIENCE = Duration.ofSeconds(2);
    private static final Duration REVISION_PATIENCE = Duration.ofSeconds(1);

    private final Dialect dialect;
    private final Closing open;
    private final Pool writing;
    private final Pool reading;
    private final Pool checking;
    private final Revisions revisions;
    private final Writer writer;
    private final Dialect.Check check;
    private final Condition condition = new Condition(this::ask, System::nanoTime);

    private Database(Dialect dialect, Closing open, Pool writing, Pool reading, Pool revising, Pool checking) {
        this.dialect = dialect;
        this.open = open;
        this.writing = writing;
        this.reading = reading;
        this.checking = checking;
        this.check = dialect.check();
        this.revisions = dialect.isOurs()
                ? new Revisions.Remembered(() -> storedRevision(revising))
                : new Revisions.Queried(() -> storedRevision(revising), REVISION_PATIENCE);
        this.writer = new Writer(writing.jdbi, revisions, WRITER_PATIENCE);
    }

    /**
     * Opens the board's database and migrates its schema.
     *
     * @throws StorageUnavailable in one line for the operator, with nothing left open
     */
    public static Database open(DatabaseAddress address, MeterRegistry metrics) {
        var dialect = Dialect.of(address);
        return open(dialect, metrics, open -> {
            open.add(dialect.claim());
            migrate(dialect);
        });
    }

    /**
     * Opens the database of a board that may be running, and leaves its schema as it is.
     *
     * @param tables the tables that are needed
     * @throws StorageUnavailable in one line for the operator, with nothing left open, also if a table is missing
     */
    public static Database openBeside(DatabaseAddress address, MeterRegistry metrics, String... tables) {
        var dialect = Dialect.of(address);
        return open(dialect, metrics, open -> dialect.requireTables(tables));
    }

    private static Database open(Dialect dialect, MeterRegistry metrics, Consumer<Closing> preparation) {
        var open = new Closing();
        try {
            preparation.accept(open);
            var housekeeper = open.add(new Housekeeper());
            var pools = new PoolFactory(dialect, open, housekeeper, metrics);
            return new Database(
                    dialect,
                    open,
                    pools.openToWrite("write", WRITER_PATIENCE),
                    pools.openToRead("read", dialect.readers(), READER_PATIENCE),
                    pools.openToRead("revision", 1, REVISION_PATIENCE),
                    pools.openToWrite("check", REVISION_PATIENCE));
        } catch (RuntimeException failed) {
            open.close();
            throw failed instanceof StorageUnavailable ? failed : dialect.unavailable(failed);
        }
    }

    /**
     * Runs a transaction that changes what readers see. It takes place as a whole or not at all, and is on the disk when
     * this returns. {@code work} gets the board's new revision.
     *
     * @throws IllegalStateException at once, inside another transaction
     */
    public <R> R change(BiFunction<Handle, Revision, R> work) {
        check.whyLost().ifPresent(reason -> {
            throw new ConnectionException(new SQLTransientConnectionException(reason.words()));
        });
        var result = observed(writing, () -> writer.change(work));
        condition.written();
        return result;
    }

    /**
     * Runs a transaction that changes nothing that readers see.
     *
     * @throws IllegalStateException at once, inside another transaction
     */
    public <R> R write(HandleCallback<R, RuntimeException> work) {
        return observed(writing, () -> writer.write(work));
    }

    /** Runs queries in one read-only transaction. Statements with a fetch size get that many rows at a time. */
    public <R> R read(HandleCallback<R, RuntimeException> work) {
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

    /** The board's revision, no older than any change that any instance acknowledged before this call. */
    public Revision revision() {
        return revisions.current();
    }

    /**
     * Why requests cannot be served, in words for the operator that anybody may read; empty where they can. As it was
     * within the last second.
     */
    public Optional<String> whyNotReady() {
        return condition.whyNotReady().map(Condition.Reason::words);
    }

    private static Revision storedRevision(Pool pool) {
        return pool.jdbi.withHandle(handle -> handle.createQuery("select number, stamp from revision")
                .map((row, context) -> new Revision(row.getLong("number"), row.getLong("stamp")))
                .one());
    }

    /** On a connection of its own: neither readers nor look-ups of the revision wait for it, or it for them. */
    private Optional<Condition.Reason> ask() {
        try {
            var reason = check.whyNot(checking.jdbi);
            if (reason.isEmpty()) {
                storedRevision(checking);
            } else if (!dialect.isOurs()) {
                // a session that began read-only stays read-only, even if the server accepts writes again
                checking.replaceConnections();
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

    /** Whether {@code failed} means that the same request may succeed later, because the database is unavailable now. */
    public static boolean isUnavailable(Throwable failed) {
        return Fault.of(failed).filter(Fault::isUnavailable).isPresent();
    }

    private record PoolFactory(Dialect dialect, Closing open, Housekeeper housekeeper, MeterRegistry metrics) {

        Pool openToWrite(String name, Duration patience) {
            return open(name, dialect.writing(), false, 1, patience);
        }

        /** The database refuses a statement that writes: the cache would not notice its change. */
        Pool openToRead(String name, int size, Duration patience) {
            return open(name, dialect.reading(), true, size, patience);
        }

        private Pool open(String name, DataSource source, boolean readOnly, int size, Duration patience) {
            var config = new HikariConfig();
            config.setPoolName(name);
            config.setDataSource(source);
            config.setReadOnly(readOnly);
            config.setMaximumPoolSize(size);
            config.setConnectionTimeout(patience.toMillis());
            config.setScheduledExecutor(housekeeper.thread());
            config.setMetricRegistry(metrics);
            return Pool.of(dialect, open.add(new HikariDataSource(config)));
        }
    }

    private record Pool(Jdbi jdbi, HikariDataSource connections) {

        static Pool of(Dialect dialect, HikariDataSource connections) {
            var jdbi = Jdbi.create(connections);
            // else every log line and stack trace holds the statement and its values
            jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
            dialect.configure(jdbi);
            return new Pool(jdbi, connections);
        }

        /** Closes idle connections now, and the others when they are returned. */
        void replaceConnections() {
            connections.getHikariPoolMXBean().softEvictConnections();
        }
    }
}
