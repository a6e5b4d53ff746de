package tablon.launcher;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tablon.config.DatabaseAddress;
import tablon.config.Settings;
import tablon.storage.SqliteBackup;

/** Copies the database of a board, which may be serving meanwhile. */
@Command(
        name = "backup",
        description = "Writes a consistent, verified copy of the board's SQLite database, which may be in use.",
        mixinStandardHelpOptions = true)
final class Backup implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "where the copy goes; must not exist yet")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var settings = Settings.ofProcess();
        if (settings.database() instanceof DatabaseAddress.Sqlite sqlite) {
            long bytes = SqliteBackup.copy(sqlite.file(), file);
            System.out.printf("%s: %,d bytes, verified%n", file, bytes);
            return 0;
        }
        throw new CommandFailure(
                "DATABASE_URL names PostgreSQL, whose own tool makes the copy: pg_dump --format=custom --file=" + file
                        + " \"$DATABASE_URL\"",
                new UnsupportedOperationException());
    }
}
