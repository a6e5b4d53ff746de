package tablon.campus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import tablon.access.Actor;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.storage.Database;

/** Campuses in the database. */
public final class CampusStore {
    private static final RowMapper<Campus> CAMPUS =
            (row, context) -> new Campus(row.getString("code"), row.getString("name"));

    /** The kind of campuses in the journal. */
    private static final String KIND = "campus";

    private final Database database;
    private final JournalStore journal;

    public CampusStore(Database database, JournalStore journal) {
        this.database = database;
        this.journal = journal;
    }

    public List<Campus> all() {
        return database.read(CampusStore::all);
    }

    /** The campus with this code, in any case and normalization form. */
    public Optional<Campus> find(String code) {
        return CampusCode.of(code).flatMap(known -> database.read(handle -> find(handle, known)));
    }

    /** Whether there is a campus that was created with exactly this code. */
    public static boolean exists(Handle handle, String code) {
        return handle.createQuery("select exists (select 1 from campus where code = :code)")
                .bind("code", code)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether the editors of this campus may change each other's notices. */
    public static boolean isShared(Handle handle, String code) {
        return handle.createQuery("select exists (select 1 from campus where code = :code and shared = true)")
                .bind("code", code)
                .mapTo(Boolean.class)
                .one();
    }

    public static List<Campus> all(Handle handle) {
        return handle.createQuery("select code, name from campus order by code")
                .map(CAMPUS)
                .list();
    }

    /**
     * Creates or renames the campus. Renaming does not change the case of its code.
     *
     * @throws IllegalArgumentException if the code is not valid
     */
    public Stored put(Actor actor, String text, String name) {
        var code = required(text);
        return journal.change(actor, Origin.API, change -> {
            var handle = change.handle();
            int renamed = handle.createUpdate("update campus set name = :name where folded = :folded")
                    .bind("name", name)
                    .bind("folded", code.folded())
                    .execute();
            if (renamed == 0) {
                insert(change, code, name);
                return new Stored(new Campus(code.written(), name), true);
            }
            var campus = find(handle, code).orElseThrow();
            JournalStore.append(change, Act.UPDATE, KIND, campus.code());
            return new Stored(campus, false);
        });
    }

    /**
     * Creates the campuses that do not exist.
     *
     * @param names the names by code
     * @throws IllegalArgumentException if a code is not valid
     */
    public void ensure(Origin origin, Map<String, String> names) {
        if (names.keySet().stream().allMatch(code -> find(code).isPresent())) {
            return;
        }
        journal.change(Actor.BOARD, origin, change -> {
            names.forEach((text, name) -> {
                var code = required(text);
                if (find(change.handle(), code).isEmpty()) {
                    insert(change, code, name);
                }
            });
            return true;
        });
    }

    public Removal remove(Actor actor, String text) {
        return CampusCode.of(text).map(code -> remove(actor, code)).orElse(Removal.UNKNOWN);
    }

    private Removal remove(Actor actor, CampusCode code) {
        return journal.change(actor, Origin.API, change -> {
            var handle = change.handle();
            boolean used = handle.createQuery("""
                            select exists (select 1 from news join campus on campus.code = news.campus
                            where campus.folded = :folded)
                            """)
                    .bind("folded", code.folded())
                    .mapTo(Boolean.class)
                    .one();
            if (used) {
                return Removal.HAS_NOTICES;
            }
            var campus = find(handle, code);
            if (campus.isEmpty()) {
                return Removal.UNKNOWN;
            }
            handle.createUpdate("delete from campus where folded = :folded")
                    .bind("folded", code.folded())
                    .execute();
            JournalStore.append(change, Act.DELETE, KIND, campus.get().code());
            return Removal.REMOVED;
        });
    }

    private static CampusCode required(String text) {
        return CampusCode.of(text).orElseThrow(() -> new IllegalArgumentException("not a valid campus code: " + text));
    }

    private static Optional<Campus> find(Handle handle, CampusCode code) {
        return handle.createQuery("select code, name from campus where folded = :folded")
                .bind("folded", code.folded())
                .map(CAMPUS)
                .findOne();
    }

    private static void insert(Change change, CampusCode code, String name) {
        change.handle()
                .createUpdate("insert into campus (code, folded, name) values (:code, :folded, :name)")
                .bind("code", code.written())
                .bind("folded", code.folded())
                .bind("name", name)
                .execute();
        JournalStore.append(change, Act.CREATE, KIND, code.written());
    }

    /** The result of {@link #put}. */
    public record Stored(Campus campus, boolean created) {}

    /** The result of {@link #remove}. */
    public enum Removal {
        REMOVED,
        UNKNOWN,
        HAS_NOTICES
    }
}
