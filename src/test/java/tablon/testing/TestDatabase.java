package tablon.testing;

import java.nio.file.Path;
import java.util.Map;

/** The database that this run of the tests is about: each asked for is new and empty. */
public final class TestDatabase {
    private TestDatabase() {}

    public static boolean isPostgresql() {
        return System.getProperty("tablon.test.database", "sqlite").equals("postgresql");
    }

    /** The settings that name a new database, a file of which would lie in {@code folder}. */
    public static Map<String, String> settings(Path folder) {
        return isPostgresql()
                ? Map.of("DATABASE_URL", TestPostgres.freshDatabase(), "DATA_DIR", folder.toString())
                : Map.of("DATA_DIR", folder.toString());
    }
}
