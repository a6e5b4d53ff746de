package tablon.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Copies of an SQLite database that is in use. */
public final class SqliteBackup {
    private static final int BUSY_TIMEOUT_MILLISECONDS = 10_000;

    private SqliteBackup() {}

    /**
     * Copies one snapshot of {@code source} to the new file {@code copy} and checks its integrity. The file is created
     * atomically.
     *
     * @return the length of the copy in bytes
     * @throws StorageUnavailable if there is no board at {@code source}, {@code copy} exists, or the check fails
     */
    public static long copy(Path source, Path copy) {
        new Sqlite(source).requireTables("news");
        if (Files.exists(copy)) {
            throw failed(copy + " already exists; choose another file name", new IOException());
        }
        var unfinished = copy.resolveSibling(copy.getFileName() + ".unfinished");
        try {
            Files.deleteIfExists(unfinished);
            try (var connection = open(source);
                    var vacuum = connection.prepareStatement("vacuum into ?")) {
                vacuum.setString(1, unfinished.toString());
                vacuum.execute();
            }
            verify(unfinished);
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            return Files.size(copy);
        } catch (IOException | SQLException broken) {
            throw failed("Could not copy " + source + " to " + copy + ": " + broken.getMessage(), broken);
        }
    }

    private static void verify(Path file) throws SQLException {
        try (var connection = open(file);
                var check = connection.createStatement();
                var result = check.executeQuery("pragma integrity_check")) {
            if (!result.next() || !result.getString(1).equals("ok")) {
                throw new SQLException("the integrity check of the copy failed: " + result.getString(1));
            }
        }
    }

    private static Connection open(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLISECONDS);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static StorageUnavailable failed(String message, Exception cause) {
        return new StorageUnavailable(message, cause);
    }
}
