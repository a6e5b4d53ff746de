package tablon.it;

import java.util.Map;
import tablon.testing.TestPostgres;

/** The databases that a board can use. */
enum StorageKind {
    SQLITE {
        @Override
        Map<String, String> freshSettings() {
            return Map.of();
        }
    },
    POSTGRESQL {
        @Override
        Map<String, String> freshSettings() {
            return Map.of("DATABASE_URL", TestPostgres.freshDatabase());
        }
    };

    /** Settings for a new, empty database, in addition to {@code DATA_DIR}. */
    abstract Map<String, String> freshSettings();
}
