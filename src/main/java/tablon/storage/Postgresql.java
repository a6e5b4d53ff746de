package tablon.storage;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.postgresql.ds.PGSimpleDataSource;
import tablon.config.DatabaseAddress;

/** A PostgreSQL server, which has native types for times and UUIDs. */
record Postgresql(DatabaseAddress.Postgresql address) implements Dialect {
    private static final int READERS = 8;
    private static final int CONNECT_TIMEOUT_SECONDS = 8;
    /** The server cancels a longer statement, so that it does not run on after its request has failed. */
    private static final int WRITE_TIMEOUT_SECONDS = 25;

    private static final int READ_TIMEOUT_SECONDS = 5;
    /** If the server has not cancelled a statement this long after its timeout, the driver closes the connection. */
    private static final int GRACE_SECONDS = 5;

    @Override
    public String name() {
        return "postgresql";
    }

    /** Does not lock: several instances may share a server. */
    @Override
    public AutoCloseable lock() {
        return () -> {};
    }

    @Override
    public boolean isExclusive() {
        return false;
    }

    /** Has no timeout: creating an index may take minutes. */
    @Override
    public DataSource migrationSource() {
        return source();
    }

    @Override
    public DataSource writeSource() {
        return source(WRITE_TIMEOUT_SECONDS);
    }

    @Override
    public DataSource readSource() {
        return source(READ_TIMEOUT_SECONDS);
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public void configure(Jdbi jdbi) {
        // by default, null would be sent as text, which a column of type uuid refuses
        jdbi.registerArgument(new AbstractArgumentFactory<UUID>(Types.OTHER) {
            @Override
            protected Argument build(UUID value, ConfigRegistry config) {
                return (position, statement, context) -> statement.setObject(position, value);
            }
        });
        jdbi.registerArgument(new AbstractArgumentFactory<Instant>(Types.TIMESTAMP_WITH_TIMEZONE) {
            @Override
            protected Argument build(Instant value, ConfigRegistry config) {
                return (position, statement, context) -> statement.setObject(position, value.atOffset(ZoneOffset.UTC));
            }
        });
        jdbi.registerColumnMapper(Instant.class, (ColumnMapper<Instant>) (result, column, context) -> {
            var time = result.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        });
    }

    @Override
    public Check check() {
        return jdbi -> jdbi.withHandle(handle -> handle.createQuery("""
                        select case
                            when pg_is_in_recovery() then 'the database server is a read-only standby'
                            when current_setting('transaction_read_only') = 'on' then 'the database is read-only'
                        end
                        """)
                .mapTo(String.class)
                .findOne()
                .map(message -> new DatabaseReadiness.Reason(message, address.toString())));
    }

    @Override
    public String displayName() {
        return address.toString();
    }

    @Override
    public StorageUnavailable unavailable(Throwable cause) {
        return new StorageUnavailable(
                "Cannot open the database in DATABASE_URL, " + address + ": " + DatabaseFailure.describe(cause), cause);
    }

    private PGSimpleDataSource source(int seconds) {
        var source = source();
        source.setQueryTimeout(seconds);
        source.setSocketTimeout(seconds + GRACE_SECONDS);
        return source;
    }

    private PGSimpleDataSource source() {
        var source = new PGSimpleDataSource();
        try {
            source.setUrl(address.jdbcUrl());
        } catch (RuntimeException invalid) {
            // no cause: its message is the URL, whose parameters may contain passwords
            throw new StorageUnavailable(
                    "DATABASE_URL, " + address + ", has parameters that the driver does not accept",
                    new IllegalArgumentException());
        }
        address.user().ifPresent(source::setUser);
        address.password().ifPresent(source::setPassword);
        source.setApplicationName("tablon");
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setTcpKeepAlive(true);
        // the detail of a constraint violation contains the row
        source.setLogServerErrorDetail(false);
        return source;
    }
}
