package tablon.it;

import java.util.Map;
import tablon.testing.TestPostgres;

/** The databases that a board can have. */
enum StorageKind {
    SQLITE {
        @Override
        Map<String, String> fresh() {
            return Map.of();
        }
    },
    POSTGRESQL {
        @Override
        Map<String, String> fresh() {
            return Map.of("DATABASE_URL", TestPostgres.freshDatabase());
        }
    };

    /** Settings that name a new and empty one, beside the folder that every board has. */
    abstract Map<String, String> fresh();
}
