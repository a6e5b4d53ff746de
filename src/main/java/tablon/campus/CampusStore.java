package tablon.campus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import tablon.storage.Database;

/** The campuses, in the database. */
public final class CampusStore {
    private static final RowMapper<Campus> CAMPUS =
            (row, context) -> new Campus(row.getString("code"), row.getString("name"));

    private final Database database;

    public CampusStore(Database database) {
        this.database = database;
    }

    public List<Campus> all() {
        return database.read(CampusStore::all);
    }

    public static List<Campus> all(Handle handle) {
        return handle.createQuery("select code, name from campus order by code")
                .map(CAMPUS)
                .list();
    }

    public Optional<Campus> find(String code) {
        return database.read(handle -> find(handle, code));
    }

    public static Optional<Campus> find(Handle handle, String code) {
        return handle.createQuery("select code, name from campus where folded = :folded")
                .bind("folded", folded(code))
                .map(CAMPUS)
                .findOne();
    }

    /** Creates the campus or renames it; its code stays as it was created. */
    public Stored put(String code, String name) {
        return database.change(handle -> {
            int renamed = handle.createUpdate("update campus set name = :name where folded = :folded")
                    .bind("name", name)
                    .bind("folded", folded(code))
                    .execute();
            if (renamed == 0) {
                insert(handle, code, name);
            }
            return new Stored(find(handle, code).orElseThrow(), renamed == 0);
        });
    }

    /** Creates those of {@code names}, by code, that are not there. */
    public void ensure(Map<String, String> names) {
        if (names.keySet().stream().allMatch(code -> find(code).isPresent())) {
            return;
        }
        database.change(handle -> {
            ensure(handle, names);
            return true;
        });
    }

    /** As {@link #ensure(Map)}, within a transaction. */
    public static void ensure(Handle handle, Map<String, String> names) {
        names.forEach((code, name) -> {
            if (find(handle, code).isEmpty()) {
                insert(handle, code, name);
            }
        });
    }

    public Removal remove(String code) {
        return database.change(handle -> {
            boolean used = handle.createQuery("""
                            select exists (select 1 from news join campus on campus.code = news.campus
                            where campus.folded = :folded)
                            """)
                    .bind("folded", folded(code))
                    .mapTo(Boolean.class)
                    .one();
            if (used) {
                return Removal.HAS_NEWS;
            }
            int removed = handle.createUpdate("delete from campus where folded = :folded")
                    .bind("folded", folded(code))
                    .execute();
            return removed == 0 ? Removal.UNKNOWN : Removal.REMOVED;
        });
    }

    private static void insert(Handle handle, String code, String name) {
        handle.createUpdate("insert into campus (code, folded, name) values (:code, :folded, :name)")
                .bind("code", code)
                .bind("folded", folded(code))
                .bind("name", name)
                .execute();
    }

    private static String folded(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    /** What putting a campus did. */
    public record Stored(Campus campus, boolean created) {}

    /** What removing a campus did. */
    public enum Removal {
        REMOVED,
        UNKNOWN,
        HAS_NEWS
    }
}
