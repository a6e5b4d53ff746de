package tablon.storage;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.postgresql.ds.PGSimpleDataSource;
import tablon.config.DatabaseAddress;

/** PostgreSQL: a server, with its own types for times and UUIDs. */
record Postgresql(DatabaseAddress.Postgresql address) implements Dialect {
    private static final int READERS = 8;
    private static final int CONNECT_SECONDS = 8;
    /** What takes the server longer is broken off, so that it does not go on for nobody. */
    private static final int WRITING_SECONDS = 25;

    private static final int READING_SECONDS = 5;
    /** A server that has not even broken off by then is gone. */
    private static final int GRACE_SECONDS = 5;

    @Override
    public String name() {
        return "postgresql";
    }

    /** Several instances share a server. */
    @Override
    public AutoCloseable claim() {
        return () -> {};
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    /** Making an index may take minutes, in which the server says nothing. */
    @Override
    public DataSource migrating() {
        return source();
    }

    @Override
    public DataSource writing() {
        return source(WRITING_SECONDS);
    }

    @Override
    public DataSource reading() {
        return source(READING_SECONDS);
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public void configure(Jdbi jdbi) {
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
        return asking -> asking.withHandle(handle -> handle.createQuery("""
                        select case
                            when pg_is_in_recovery() then 'the database server is a standby, which only reads'
                            when current_setting('transaction_read_only') = 'on' then 'the database is read-only'
                        end
                        """)
                .mapTo(String.class)
                .findOne()
                .map(words -> new Condition.Reason(words, address.toString())));
    }

    @Override
    public String shown() {
        return address.toString();
    }

    @Override
    public StorageUnavailable unavailable(Throwable cause) {
        return new StorageUnavailable(
                "DATABASE_URL names " + address + ", which cannot be used: " + Fault.describe(cause), cause);
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
        } catch (RuntimeException quoting) {
            // its message is the URL, whose parameters may hold passwords
            throw new StorageUnavailable(
                    "DATABASE_URL names " + address + ", with parameters that the driver does not take",
                    new IllegalArgumentException());
        }
        address.user().ifPresent(source::setUser);
        address.password().ifPresent(source::setPassword);
        source.setApplicationName("tablon");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        // the detail of a refused row is the row
        source.setLogServerErrorDetail(false);
        return source;
    }
}
