package tablon.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import tablon.access.Role;
import tablon.campus.CampusStore;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Thing;
import tablon.json.Fields;
import tablon.json.Uuids;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;
import tablon.text.Text;

/** The moderators that campuses name, in the database. All of them are active accounts with that role. */
public final class ModeratorStore {
    /** The member with the ids of those who are named. */
    public static final String MEMBER = "moderadores";

    private static final int MAX_NAMED = 50;
    private static final int ID_LENGTH = 36;

    /** So many fit in a form. Those who are named come first, so that saving the page keeps them. */
    private static final int MAX_CANDIDATES = 200;

    private static final RowMapper<Moderator> MODERATOR = (row, context) ->
            new Moderator(UUID.fromString(row.getString("id")), row.getString("username"), row.getString("name"));

    private final Database database;

    public ModeratorStore(Database database) {
        this.database = database;
    }

    /** Those whom this campus names, by user name. */
    public List<Moderator> named(String campus) {
        return database.read(handle -> named(handle, campus));
    }

    /** All whom this campus may name, at most 200: those whom it names, then the others, by user name. */
    public List<Moderator> candidates(String campus) {
        return database.read(handle -> handle.createQuery("""
                        select account.id, account.username, account.name from account
                        left join campus_moderator
                            on campus_moderator.account = account.id and campus_moderator.campus = :campus
                        where account.role = :role and account.active = true
                        order by campus_moderator.account is null, account.folded
                        limit :limit
                        """)
                .bind("campus", campus)
                .bind("role", Role.MODERATOR.jsonName())
                .bind("limit", MAX_CANDIDATES)
                .map(MODERATOR)
                .list());
    }

    /** Reads the member {@link #MEMBER}: whom a campus is to name. Reports the faults to {@code fields}. */
    public Set<UUID> read(Fields fields) {
        var ids = new LinkedHashSet<UUID>();
        for (var sent : fields.list(MEMBER, MAX_NAMED, ID_LENGTH)) {
            var id = Uuids.read(sent);
            if (id.isEmpty()) {
                fields.refuse(MEMBER, sent, Text.of("fault.not-a-uuid"));
            } else if (!isActiveModerator(id.get())) {
                fields.refuse(MEMBER, sent, Text.of("fault.not-a-moderator"));
            } else {
                ids.add(id.get());
            }
        }
        return ids;
    }

    /**
     * Replaces those whom this campus names, and returns them. An account that has stopped being an active moderator since
     * it was read is left out.
     *
     * @throws Problem 404 if the campus was deleted since it was read
     */
    public static List<Moderator> replace(Change change, String campus, Set<UUID> ids) {
        var handle = change.handle();
        if (!CampusStore.exists(handle, campus)) {
            throw Problem.of(ProblemType.UNKNOWN_CAMPUS, campus);
        }
        var before = named(handle, campus);
        handle.createUpdate("delete from campus_moderator where campus = :campus")
                .bind("campus", campus)
                .execute();
        for (var id : ids) {
            handle.createUpdate("""
                            insert into campus_moderator (campus, account)
                            select :campus, id from account where id = :id and role = :role and active = true
                            """)
                    .bind("campus", campus)
                    .bind("id", id)
                    .bind("role", Role.MODERATOR.jsonName())
                    .execute();
        }
        var after = named(handle, campus);
        if (!after.equals(before)) {
            var thing = new Thing(CampusStore.KIND, campus).inCampus(campus).withDetail(detail(after));
            JournalStore.append(change, Act.UPDATE, thing);
        }
        return after;
    }

    /** Such as {@code moderadores: ana, luis}. At most 50 names of at most 64 characters. */
    private static String detail(List<Moderator> named) {
        var names = named.stream().map(Moderator::username).collect(Collectors.joining(", "));
        return MEMBER + ": " + (names.isEmpty() ? "—" : names);
    }

    private static List<Moderator> named(Handle handle, String campus) {
        return handle.createQuery("""
                        select account.id, account.username, account.name from campus_moderator
                        join account on account.id = campus_moderator.account
                        where campus_moderator.campus = :campus
                        order by account.folded
                        """).bind("campus", campus).map(MODERATOR).list();
    }

    private boolean isActiveModerator(UUID id) {
        return database.read(handle -> handle.createQuery("""
                        select exists (select 1 from account where id = :id and role = :role and active = true)
                        """)
                .bind("id", id)
                .bind("role", Role.MODERATOR.jsonName())
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * An account that may moderate.
     *
     * @param username the name for signing in
     * @param name the name that is shown
     */
    @JsonPropertyOrder({"id", "usuario", "nombre"})
    public record Moderator(
            @JsonProperty("id") UUID id,
            @JsonProperty("usuario") String username,
            @JsonProperty("nombre") String name) {}
}
