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

/** An SQLite file. Times are stored as milliseconds since 1970, UUIDs as text. */
record Sqlite(Path file) implements Dialect {
    private static final int BUSY_TIMEOUT_MILLISECONDS = 10_000;
    private static final int READERS = 4;
    private static final int PAGE_CACHE_KIBIBYTES = 8_192;
    /** With less free disk space, the next notices may not fit. */
    private static final long MIN_FREE_BYTES = 1 << 20;

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public AutoCloseable lock() {
        var folder = file.toAbsolutePath().resolveSibling("").normalize();
        try {
            createFolder(folder);
            var lockFile = FileChannel.open(
                    folder.resolve("tablon.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (lockFile.tryLock() != null) {
                    return lockFile;
                }
            } catch (OverlappingFileLockException lockedByThisProcess) {
                // reported below, as if another process had the lock
            }
            lockFile.close();
        } catch (IOException unwritable) {
            throw new StorageUnavailable(
                    "DATA_DIR=" + folder + " must be a writable folder: " + unwritable, unwritable);
        }
        throw new StorageUnavailable(
                "DATA_DIR=" + folder + " is in use by another Tablón; stop it or choose another folder",
                new IOException());
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public DataSource migrationSource() {
        return source(config(SQLiteConfig.TransactionMode.IMMEDIATE));
    }

    @Override
    public DataSource writeSource() {
        return source(existing(SQLiteConfig.TransactionMode.IMMEDIATE));
    }

    @Override
    public DataSource readSource() {
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
        jdbi.registerColumnMapper(UUID.class, (ColumnMapper<UUID>) (result, column, context) -> {
            var id = result.getString(column);
            return id == null ? null : UUID.fromString(id);
        });
        jdbi.registerColumnMapper(Instant.class, (ColumnMapper<Instant>) (result, column, context) -> {
            long milliseconds = result.getLong(column);
            return result.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
        });
    }

    @Override
    public Check check() {
        @Nullable Object openedKey;
        try {
            openedKey = fileKey();
        } catch (IOException unreadable) {
            throw unavailable(unreadable);
        }
        return new Check() {
            @Override
            public Optional<DatabaseReadiness.Reason> notReadyReason(Jdbi jdbi) {
                return dataLossReason().or(() -> notWritableReason());
            }

            @Override
            public Optional<DatabaseReadiness.Reason> dataLossReason() {
                return replacedReason(openedKey);
            }
        };
    }

    @Override
    public void requireTables(String... tables) {
        if (!Files.isRegularFile(file)) {
            throw new StorageUnavailable(
                    "There is no board at " + file + ". Set DATA_DIR to the folder of the board.",
                    new NoSuchFileException(file.toString()));
        }
        Dialect.super.requireTables(tables);
    }

    @Override
    public String displayName() {
        return file.toString();
    }

    @Override
    public StorageUnavailable unavailable(Throwable cause) {
        return new StorageUnavailable(
                "Cannot open the database " + file + ": " + DatabaseFailure.describe(cause), cause);
    }

    /** After the file is deleted or replaced, this process still writes to the old file, which is lost when it is closed. */
    private Optional<DatabaseReadiness.Reason> replacedReason(@Nullable Object openedKey) {
        try {
            return Objects.equals(fileKey(), openedKey)
                    ? Optional.empty()
                    : reason("the database file was replaced while the board was running: restart the board");
        } catch (NoSuchFileException deleted) {
            return reason(
                    "the database file was deleted while the board was running: restore it and restart the board");
        } catch (IOException failed) {
            return notCheckedReason(failed);
        }
    }

    private Optional<DatabaseReadiness.Reason> notWritableReason() {
        try {
            // false on a file system that is mounted read-only, for the superuser too
            if (!Files.isWritable(file)
                    || !Files.isWritable(file.toAbsolutePath().resolveSibling(""))) {
                return reason("the database file or its folder is not writable");
            }
            return Files.getFileStore(file).getUsableSpace() < MIN_FREE_BYTES
                    ? reason("the disk has less than 1 MiB of free space")
                    : Optional.empty();
        } catch (IOException failed) {
            return notCheckedReason(failed);
        }
    }

    private static Optional<DatabaseReadiness.Reason> notCheckedReason(IOException failed) {
        return Optional.of(new DatabaseReadiness.Reason("the database file cannot be checked", failed.toString()));
    }

    private Optional<DatabaseReadiness.Reason> reason(String message) {
        return Optional.of(new DatabaseReadiness.Reason(message, file.toString()));
    }

    /** Identifies the file, such as by device and inode; null if the file system has no such key. */
    private @Nullable Object fileKey() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Does not create the file: if it is deleted, queries must fail and not run on a new empty database. */
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
        config.setBusyTimeout(BUSY_TIMEOUT_MILLISECONDS);
        config.setTransactionMode(mode);
        config.setCacheSize(-PAGE_CACHE_KIBIBYTES);
        return config;
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException existing) {
            // also thrown for a symbolic link to a folder
            if (!Files.isDirectory(folder)) {
                throw existing;
            }
        }
    }
}
