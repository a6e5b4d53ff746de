package tablon.campus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import tablon.access.Actor;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.journal.Thing;
import tablon.storage.Database;

/** Campuses in the database. */
public final class CampusStore {
    private static final RowMapper<Campus> CAMPUS =
            (row, context) -> new Campus(row.getString("code"), row.getString("name"), row.getBoolean("shared"));

    /** The kind of campuses in the journal. */
    public static final String KIND = "campus";

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

    /** Whether this moderator moderates the campus: it names none, or this one. */
    public static boolean isModeratedBy(Handle handle, String code, UUID account) {
        return handle.createQuery("""
                        select not exists (select 1 from campus_moderator where campus = :code)
                            or exists (select 1 from campus_moderator where campus = :code and account = :account)
                        """)
                .bind("code", code)
                .bind("account", account)
                .mapTo(Boolean.class)
                .one();
    }

    public static List<Campus> all(Handle handle) {
        return handle.createQuery("select code, name, shared from campus order by code")
                .map(CAMPUS)
                .list();
    }

    /** Creates or changes the campus. A change does not affect the case of its code. */
    public Stored put(Actor actor, Origin origin, CampusDraft draft) {
        return journal.change(actor, origin, change -> put(change, draft));
    }

    /** The same as {@link #put(Actor, Origin, CampusDraft)}, within a change. */
    public static Stored put(Change change, CampusDraft draft) {
        var existing = find(change.handle(), draft.code());
        return existing.isPresent()
                ? new Stored(update(change, existing.get(), draft), false)
                : new Stored(create(change, draft), true);
    }

    /** Creates the campus; empty if there is one with this code. */
    public Optional<Campus> add(Actor actor, Origin origin, CampusDraft draft) {
        return journal.change(
                actor,
                origin,
                change -> find(change.handle(), draft.code()).isPresent()
                        ? Optional.empty()
                        : Optional.of(create(change, draft)));
    }

    /** Creates a campus whose code no other one has. */
    public static Campus create(Change change, CampusDraft draft) {
        var campus =
                new Campus(draft.code().written(), draft.name(), draft.shared().orElse(false));
        change.handle()
                .createUpdate("insert into campus (code, folded, name, shared) values (:code, :folded, :name, :shared)")
                .bindMethods(campus)
                .bind("folded", draft.code().folded())
                .execute();
        JournalStore.append(change, Act.CREATE, thing(campus.code()).withDetail(campus.name()));
        return campus;
    }

    private static Campus update(Change change, Campus existing, CampusDraft draft) {
        var campus = new Campus(existing.code(), draft.name(), draft.shared().orElse(existing.shared()));
        if (campus.equals(existing)) {
            return existing;
        }
        change.handle()
                .createUpdate("update campus set name = :name, shared = :shared where code = :code")
                .bindMethods(campus)
                .execute();
        JournalStore.append(change, Act.UPDATE, thing(campus.code()).withDetail(campus.changesOf(existing)));
        return campus;
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
                var draft = CampusDraft.of(text, name);
                if (find(change.handle(), draft.code()).isEmpty()) {
                    create(change, draft);
                }
            });
            return true;
        });
    }

    /** Removes the campus if it has no notices. Its people stay, without it. */
    public Removal remove(Actor actor, Origin origin, String text) {
        return CampusCode.of(text).map(code -> remove(actor, origin, code)).orElse(Removal.UNKNOWN);
    }

    private Removal remove(Actor actor, Origin origin, CampusCode code) {
        return journal.change(actor, origin, change -> {
            var handle = change.handle();
            boolean used = handle.createQuery("""
                            select exists (select 1 from news join campus on campus.code = news.campus
                                where campus.folded = :folded)
                            or exists (select 1 from submission join campus on campus.code = submission.campus
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
            // the accounts' JSON lists their campuses, so their entity tags must change
            handle.createUpdate("""
                            update account set version = version + 1
                            where id in (select account from account_campus where campus = :code)
                            """).bind("code", campus.get().code()).execute();
            handle.createUpdate("delete from campus where code = :code")
                    .bind("code", campus.get().code())
                    .execute();
            JournalStore.append(change, Act.DELETE, thing(campus.get().code()));
            return Removal.REMOVED;
        });
    }

    private static Thing thing(String code) {
        return new Thing(KIND, code).inCampus(code);
    }

    private static Optional<Campus> find(Handle handle, CampusCode code) {
        return handle.createQuery("select code, name, shared from campus where folded = :folded")
                .bind("folded", code.folded())
                .map(CAMPUS)
                .findOne();
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
