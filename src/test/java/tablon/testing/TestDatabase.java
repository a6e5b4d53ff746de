package tablon.testing;

import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;
import tablon.config.DatabaseAddress;

/** The database of this test run: SQLite, or PostgreSQL if {@code -Dtablon.test.database=postgresql}. */
public final class TestDatabase {
    private TestDatabase() {}

    public static boolean isPostgresql() {
        return System.getProperty("tablon.test.database", "sqlite").equals("postgresql");
    }

    /** Settings with a new, empty database; a SQLite file is created in {@code folder}. */
    public static Map<String, String> settings(Path folder) {
        return isPostgresql()
                ? Map.of("DATABASE_URL", TestPostgres.freshDatabase(), "DATA_DIR", folder.toString())
                : Map.of("DATA_DIR", folder.toString());
    }

    /** Connections that bypass the board. */
    public static DataSource source(DatabaseAddress address) {
        if (address instanceof DatabaseAddress.Postgresql postgresql) {
            var source = new PGSimpleDataSource();
            source.setUrl(postgresql.jdbcUrl());
            postgresql.user().ifPresent(source::setUser);
            postgresql.password().ifPresent(source::setPassword);
            return source;
        }
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + ((DatabaseAddress.Sqlite) address).file());
        return source;
    }
}
