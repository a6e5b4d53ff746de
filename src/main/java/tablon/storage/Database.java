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
 * The board's database, SQLite or PostgreSQL. One connection writes, so writers queue in this process and not in the
 * database; several connections only read.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** How long a request waits for a connection before it fails with 503. */
    private static final Duration WRITER_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration READER_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REVISION_TIMEOUT = Duration.ofSeconds(1);

    private final Dialect dialect;
    private final CloseStack resources;
    private final Pool writePool;
    private final Pool readPool;
    private final Pool checkPool;
    private final Revisions revisions;
    private final Writer writer;
    private final Dialect.Check check;
    private final DatabaseReadiness readiness = new DatabaseReadiness(this::checkReadiness, System::nanoTime);

    private Database(
            Dialect dialect, CloseStack resources, Pool writePool, Pool readPool, Pool revisionPool, Pool checkPool) {
        this.dialect = dialect;
        this.resources = resources;
        this.writePool = writePool;
        this.readPool = readPool;
        this.checkPool = checkPool;
        this.check = dialect.check();
        this.revisions = dialect.isExclusive()
                ? new Revisions.Cached(() -> storedRevision(revisionPool))
                : new Revisions.Queried(() -> storedRevision(revisionPool), REVISION_TIMEOUT);
        this.writer = new Writer(writePool.jdbi, revisions, WRITER_TIMEOUT);
    }

    /**
     * Opens the board's database and migrates its schema.
     *
     * @throws StorageUnavailable if this fails; everything opened is closed again
     */
    public static Database open(DatabaseAddress address, MeterRegistry metrics) {
        var dialect = Dialect.of(address);
        return open(dialect, metrics, resources -> {
            resources.add(dialect.lock());
            migrate(dialect);
        });
    }

    /**
     * Opens the database of a board that may be running, without locking it or migrating its schema.
     *
     * @param tables the tables that the caller needs
     * @throws StorageUnavailable if this fails or a table is missing; everything opened is closed again
     */
    public static Database openExisting(DatabaseAddress address, MeterRegistry metrics, String... tables) {
        var dialect = Dialect.of(address);
        return open(dialect, metrics, resources -> dialect.requireTables(tables));
    }

    private static Database open(Dialect dialect, MeterRegistry metrics, Consumer<CloseStack> prepare) {
        var resources = new CloseStack();
        try {
            prepare.accept(resources);
            var housekeeper = resources.add(new Housekeeper());
            var pools = new PoolFactory(dialect, resources, housekeeper, metrics);
            return new Database(
                    dialect,
                    resources,
                    pools.openWriters("write", WRITER_TIMEOUT),
                    pools.openReaders("read", dialect.readers(), READER_TIMEOUT),
                    pools.openReaders("revision", 1, REVISION_TIMEOUT),
                    pools.openWriters("check", REVISION_TIMEOUT));
        } catch (RuntimeException failed) {
            resources.close();
            throw failed instanceof StorageUnavailable ? failed : dialect.unavailable(failed);
        }
    }

    /**
     * Runs a transaction that changes what readers see. It is atomic, and durable when this returns. {@code work} gets the
     * board's new revision.
     *
     * @throws IllegalStateException if called inside another write transaction
     */
    public <R> R change(BiFunction<Handle, Revision, R> work) {
        check.dataLossReason().ifPresent(reason -> {
            throw new ConnectionException(new SQLTransientConnectionException(reason.message()));
        });
        var result = recordingFailures(writePool, () -> writer.change(work));
        readiness.recordWrite();
        return result;
    }

    /**
     * Runs a write transaction that does not change what readers see.
     *
     * @throws IllegalStateException if called inside another write transaction
     */
    public <R> R write(HandleCallback<R, RuntimeException> work) {
        return recordingFailures(writePool, () -> writer.write(work));
    }

    /** Runs queries in one read-only transaction, which PostgreSQL's driver needs to honour a fetch size. */
    public <R> R read(HandleCallback<R, RuntimeException> work) {
        return recordingFailures(readPool, () -> readPool.jdbi.inTransaction(work));
    }

    public Kind kind() {
        return dialect instanceof Sqlite ? Kind.SQLITE : Kind.POSTGRESQL;
    }

    /** The supported databases. */
    public enum Kind {
        SQLITE,
        POSTGRESQL
    }

    /**
     * The board's revision, which includes every change that any instance acknowledged before this call. Empty while a
     * change is being committed.
     */
    public Optional<Revision> revision() {
        return revisions.current();
    }

    /**
     * Why the database cannot serve requests, as of at most a second ago; empty if it can. The message is public: it
     * contains no host or file names.
     */
    public Optional<String> notReadyReason() {
        return readiness.notReadyReason().map(DatabaseReadiness.Reason::message);
    }

    private static Revision storedRevision(Pool pool) {
        return pool.jdbi.withHandle(handle -> handle.createQuery("select number, stamp from revision")
                .map((row, context) -> new Revision(row.getLong("number"), row.getLong("stamp")))
                .one());
    }

    /** Uses its own connection, so that it and the requests never wait for each other. */
    private Optional<DatabaseReadiness.Reason> checkReadiness() {
        try {
            var reason = check.notReadyReason(checkPool.jdbi);
            if (reason.isEmpty()) {
                storedRevision(checkPool);
            } else if (!dialect.isExclusive()) {
                // a session that began read-only stays read-only even when the server accepts writes again
                checkPool.replaceConnections();
            }
            return reason;
        } catch (RuntimeException failed) {
            return Optional.of(
                    new DatabaseReadiness.Reason("the database does not answer", DatabaseFailure.describe(failed)));
        }
    }

    private <R> R recordingFailures(Pool pool, Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            DatabaseFailure.of(failed).ifPresent(failure -> {
                readiness.recordFailure(failure);
                if (failure.kind().persistsInConnection()) {
                    pool.replaceConnections();
                }
            });
            throw failed;
        }
    }

    @Override
    public void close() {
        resources.close();
        LOG.debug("{} closed", dialect);
    }

    private static void migrate(Dialect dialect) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(dialect.migrationSource())
                    .locations("classpath:db/migration/" + dialect.name())
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw dialect.unavailable(failed);
        }
    }

    /** Whether an unavailable database caused {@code failed}, so that the same request may succeed later. */
    public static boolean isUnavailable(Throwable failed) {
        return DatabaseFailure.of(failed).filter(DatabaseFailure::isUnavailable).isPresent();
    }

    private record PoolFactory(Dialect dialect, CloseStack resources, Housekeeper housekeeper, MeterRegistry metrics) {

        Pool openWriters(String name, Duration timeout) {
            return open(name, dialect.writeSource(), false, 1, timeout);
        }

        /** The database rejects writes on these connections: they would not raise the revision that the cache compares. */
        Pool openReaders(String name, int size, Duration timeout) {
            return open(name, dialect.readSource(), true, size, timeout);
        }

        private Pool open(String name, DataSource source, boolean readOnly, int size, Duration timeout) {
            var config = new HikariConfig();
            config.setPoolName(name);
            config.setDataSource(source);
            config.setReadOnly(readOnly);
            config.setMaximumPoolSize(size);
            config.setConnectionTimeout(timeout.toMillis());
            config.setScheduledExecutor(housekeeper.thread());
            config.setMetricRegistry(metrics);
            return Pool.of(dialect, resources.add(new HikariDataSource(config)));
        }
    }

    private record Pool(Jdbi jdbi, HikariDataSource connections) {

        static Pool of(Dialect dialect, HikariDataSource connections) {
            var jdbi = Jdbi.create(connections);
            // the default puts the statement and its values into every exception message, and so into the log
            jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
            dialect.configure(jdbi);
            return new Pool(jdbi, connections);
        }

        /** Closes idle connections now, and connections in use when they are returned. */
        void replaceConnections() {
            connections.getHikariPoolMXBean().softEvictConnections();
        }
    }
}
