package tablon.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Types;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** SQLite: a file, times as milliseconds since 1970, UUIDs as text. */
record Sqlite(Path file) implements Dialect {
    private static final int BUSY_MILLISECONDS = 10_000;
    private static final int READERS = 4;
    private static final int PAGE_CACHE_KIBIBYTES = 8_192;
    /** Bytes on the disk; with less, the next notices may not fit. */
    private static final long LEAST_ROOM = 1 << 20;

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public AutoCloseable claim() {
        var folder = file.toAbsolutePath().resolveSibling("").normalize();
        try {
            createFolder(folder);
            var lock = FileChannel.open(
                    folder.resolve("tablon.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (lock.tryLock() != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException ownProcess) {
                // told like any other process that has it
            }
            lock.close();
        } catch (IOException unwritable) {
            throw new StorageUnavailable(
                    "DATA_DIR=" + folder + " must be a folder that can be written: " + unwritable, unwritable);
        }
        throw new StorageUnavailable(
                "DATA_DIR=" + folder + " is in use by another Tablón: stop it, or name another folder",
                new IOException());
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public DataSource migrating() {
        return source(config(SQLiteConfig.TransactionMode.IMMEDIATE));
    }

    @Override
    public DataSource writing() {
        return source(existing(SQLiteConfig.TransactionMode.IMMEDIATE));
    }

    @Override
    public DataSource reading() {
        var config = existing(SQLiteConfig.TransactionMode.DEFERRED);
        config.setReadOnly(true);
        return source(config);
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public void configure(Jdbi jdbi) {
        jdbi.setStatementBuilderFactory(new StatementCache());
        jdbi.registerArgument(new AbstractArgumentFactory<UUID>(Types.VARCHAR) {
            @Override
            protected Argument build(UUID value, ConfigRegistry config) {
                return (position, statement, context) -> statement.setString(position, value.toString());
            }
        });
        jdbi.registerArgument(new AbstractArgumentFactory<Instant>(Types.BIGINT) {
            @Override
            protected Argument build(Instant value, ConfigRegistry config) {
                return (position, statement, context) -> statement.setLong(position, value.toEpochMilli());
            }
        });
        jdbi.registerColumnMapper(UUID.class, (ColumnMapper<UUID>)
                (result, column, context) -> UUID.fromString(result.getString(column)));
        jdbi.registerColumnMapper(Instant.class, (ColumnMapper<Instant>) (result, column, context) -> {
            long milliseconds = result.getLong(column);
            return result.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
        });
    }

    @Override
    public Check check() {
        @Nullable Object opened;
        try {
            opened = key();
        } catch (IOException gone) {
            throw unavailable(gone);
        }
        return new Check() {
            @Override
            public Optional<Condition.Reason> whyNot(Jdbi asking) {
                return whyLost().or(() -> unwritable());
            }

            @Override
            public Optional<Condition.Reason> whyLost() {
                return replaced(opened);
            }
        };
    }

    @Override
    public void requireTables(String... tables) {
        if (!Files.isRegularFile(file)) {
            throw new StorageUnavailable(
                    "There is no board at " + file + ". DATA_DIR is the setting of its folder.",
                    new NoSuchFileException(file.toString()));
        }
        Dialect.super.requireTables(tables);
    }

    @Override
    public String shown() {
        return file.toString();
    }

    @Override
    public StorageUnavailable unavailable(Throwable cause) {
        return new StorageUnavailable("the database " + file + " cannot be used: " + Fault.describe(cause), cause);
    }

    /** A process that has a file open goes on writing it when it is deleted; nobody finds that again. */
    private Optional<Condition.Reason> replaced(@Nullable Object opened) {
        try {
            return Objects.equals(key(), opened)
                    ? Optional.empty()
                    : reason("the database's file was replaced while the board ran: restart the board");
        } catch (NoSuchFileException gone) {
            return reason("the database's file was deleted while the board ran: restore it and restart the board");
        } catch (IOException failed) {
            return unseen(failed);
        }
    }

    private Optional<Condition.Reason> unwritable() {
        try {
            // tells of a file system that is mounted read-only, to the superuser too
            if (!Files.isWritable(file)
                    || !Files.isWritable(file.toAbsolutePath().resolveSibling(""))) {
                return reason("the database's file or its folder cannot be written");
            }
            return Files.getFileStore(file).getUsableSpace() < LEAST_ROOM
                    ? reason("the disk has less than 1 MiB of free space")
                    : Optional.empty();
        } catch (IOException failed) {
            return unseen(failed);
        }
    }

    private static Optional<Condition.Reason> unseen(IOException failed) {
        return Optional.of(new Condition.Reason("the database's file cannot be looked at", failed.toString()));
    }

    private Optional<Condition.Reason> reason(String words) {
        return Optional.of(new Condition.Reason(words, file.toString()));
    }

    /** What tells the file from another one of the same name; null where the file system cannot. */
    private @Nullable Object key() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Never creates the file: where it was deleted, an empty one in its place would answer for it. */
    private static SQLiteConfig existing(SQLiteConfig.TransactionMode mode) {
        var config = config(mode);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config;
    }

    private DataSource source(SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static SQLiteConfig config(SQLiteConfig.TransactionMode mode) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        config.setTransactionMode(mode);
        config.setCacheSize(-PAGE_CACHE_KIBIBYTES);
        return config;
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException maybeLink) {
            if (!Files.isDirectory(folder)) {
                throw maybeLink;
            }
        }
    }
}
