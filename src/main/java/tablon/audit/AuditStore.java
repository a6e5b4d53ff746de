package tablon.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import tablon.access.Actor;
import tablon.access.Permission;
import tablon.audit.AuditEntry.From;
import tablon.audit.AuditEntry.Who;
import tablon.journal.Act;
import tablon.json.Uuids;
import tablon.storage.CustomPlan;
import tablon.storage.Database;

/**
 * Reads the journal. Administrators see all of it; moderators see the rows of their campuses: those that name no moderators, or
 * name them.
 *
 * <p>The work for a page is bounded, however rare the entries are: one index finds at most {@link #MAX_SCANNED} rows, from which
 * the other filters select. The next page continues after them.
 */
public final class AuditStore {
    static final int MAX_SCANNED = 10_000;

    /** The times of rows are in the order of their positions, unless the clocks of instances differed or one was set back. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    private static final String MODERATED = """
            journal.campus is not null and journal.campus not in (
                select campus from campus_moderator
                where campus not in (select campus from campus_moderator where account = :viewer)
            )
            """;

    private static final String TITLES = """
            select id, title as name from news where id in (<ids>)
            union all select id, title as name from submission where beside = false and id in (<ids>)
            union all select id, title as name from withdrawn where id in (<ids>)
            """;
    private static final String ACCOUNTS = "select id, name from account where id in (<ids>)";
    private static final String TOKENS = "select id, name from token where id in (<ids>)";

    private static final RowMapper<AuditEntry> ENTRY = (row, context) -> new AuditEntry(
            row.getLong("position"),
            context.findColumnMapperFor(Instant.class).orElseThrow().map(row, "changed", context),
            new Who(row.getString("actor"), null),
            row.getString("act"),
            row.getString("kind"),
            row.getString("thing"),
            row.getObject("version") == null ? null : row.getInt("version"),
            row.getString("campus"),
            row.getString("detail"),
            new From(
                    row.getString("origin"),
                    row.getString("address"),
                    Uuids.read(String.valueOf(row.getString("token"))).orElse(null),
                    null));

    private final Database database;

    public AuditStore(Database database) {
        this.database = database;
    }

    /** The entries that {@code viewer} may see, the newest first: those before {@code cursor}. */
    public AuditSlice page(AuditQuery query, Actor viewer, AuditCursor cursor, int limit) {
        return page(query, viewer, cursor, limit, MAX_SCANNED);
    }

    /** @param rows how many rows of the index are read at most; {@code limit} at least */
    AuditSlice page(AuditQuery query, Actor viewer, AuditCursor cursor, int limit, int rows) {
        return database.read(handle -> {
            var scan = scan(handle, query, viewer, cursor, rows);
            var found = select(handle, scan, limit + 1).map(ENTRY).list();
            boolean more = found.size() > limit;
            var entries = more ? found.subList(0, limit) : found;
            var next = more
                    ? Optional.of(new AuditCursor(entries.get(limit - 1).id()))
                    : scan.others.isEmpty() ? Optional.<AuditCursor>empty() : end(handle, scan);
            return new AuditSlice(withNames(handle, entries), next);
        });
    }

    /**
     * What the things of {@code entries} are called now, by their ids: the titles of notices, the names of accounts and tokens.
     * Things that are gone have none.
     */
    public Map<String, String> names(List<AuditEntry> entries) {
        return database.read(handle -> {
            var names = new HashMap<String, String>();
            names.putAll(names(handle, TITLES, things(entries, "notice")));
            names.putAll(names(handle, ACCOUNTS, things(entries, "account", "reset")));
            names.putAll(names(handle, TOKENS, things(entries, "token")));
            return names;
        });
    }

    /** What to read for {@code query}: the most selective of its filters with an index, and the other ones. */
    static Scan scan(Handle handle, AuditQuery query, Actor viewer, AuditCursor cursor, int rows) {
        var indexed = new ArrayList<String>();
        query.thing().ifPresent(unused -> indexed.add("journal.thing = :thing"));
        query.actor().ifPresent(unused -> indexed.add("journal.actor = :actor"));
        query.campus().ifPresent(unused -> indexed.add("journal.campus = :campus"));
        query.act().ifPresent(unused -> indexed.add("journal.act = :act"));
        query.kind().ifPresent(unused -> indexed.add("journal.kind = :kind"));
        var others = new ArrayList<>(indexed.subList(Math.min(1, indexed.size()), indexed.size()));
        query.since().ifPresent(unused -> others.add("journal.changed >= :since"));
        query.until().ifPresent(unused -> others.add("journal.changed < :until"));
        if (!viewer.may(Permission.ADMINISTER)) {
            others.add(MODERATED);
        }
        long first = query.since().map(since -> first(handle, since)).orElse(0L);
        long end = Math.min(
                cursor.position(),
                query.until().map(until -> end(handle, until)).orElse(Long.MAX_VALUE));
        return new Scan(query, viewer, indexed.isEmpty() ? "true" : indexed.get(0), others, first, end, rows);
    }

    /** The first rows of a scan that its other filters accept. */
    static Query select(Handle handle, Scan scan, int limit) {
        var statement = handle.createQuery("""
                select * from (
                    select * from journal where position >= :first and position < :end and <index>
                    order by position desc limit :rows
                ) as journal
                where <others>
                order by position desc limit :limit
                """);
        return bind(statement, scan)
                .define("others", scan.others.isEmpty() ? "true" : String.join(" and ", scan.others))
                .bind("rows", scan.others.isEmpty() ? limit : scan.rows)
                .bind("limit", limit);
    }

    /** Where the scan ended; empty if it has read all rows. */
    private static Optional<AuditCursor> end(Handle handle, Scan scan) {
        var statement = handle.createQuery("""
                select count(*) as scanned, min(position) as last from (
                    select position from journal where position >= :first and position < :end and <index>
                    order by position desc limit :rows
                ) as journal
                """);
        return bind(statement, scan)
                .bind("rows", scan.rows)
                .map((row, context) -> row.getInt("scanned") < scan.rows
                        ? Optional.<AuditCursor>empty()
                        : Optional.of(new AuditCursor(row.getLong("last"))))
                .one();
    }

    /** The position of the first row that may be from {@code since} or later. */
    private static long first(Handle handle, Instant since) {
        return handle.createQuery(
                        "select position from journal where changed >= :time order by changed, position limit 1")
                .bind("time", since.minus(CLOCK_DIFFERENCE))
                .mapTo(Long.class)
                .findOne()
                .orElse(Long.MAX_VALUE);
    }

    /** The position after the last row that may be from before {@code until}. */
    private static long end(Handle handle, Instant until) {
        return handle.createQuery("""
                        select position from journal where changed < :time order by changed desc, position desc limit 1
                        """)
                .bind("time", until.plus(CLOCK_DIFFERENCE))
                .mapTo(Long.class)
                .findOne()
                .map(last -> last + 1)
                .orElse(0L);
    }

    private static Query bind(Query statement, Scan scan) {
        statement.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        return statement
                .define("index", scan.index)
                .bindMethods(scan.query)
                .bind("act", scan.query.act().map(Act::storedName))
                .bind("viewer", scan.viewer.account())
                .bind("first", scan.first)
                .bind("end", scan.end)
                .addCustomizer(new CustomPlan());
    }

    private static List<AuditEntry> withNames(Handle handle, List<AuditEntry> entries) {
        var actors = names(
                handle, ACCOUNTS, entries.stream().map(entry -> entry.who().id()));
        var tokens = names(
                handle,
                TOKENS,
                entries.stream()
                        .flatMap(entry -> Stream.ofNullable(entry.from().token()))
                        .map(UUID::toString));
        return entries.stream().map(entry -> entry.withNames(actors, tokens)).toList();
    }

    private static Stream<String> things(List<AuditEntry> entries, String... kinds) {
        return entries.stream()
                .filter(entry -> List.of(kinds).contains(entry.kind()))
                .map(AuditEntry::thing);
    }

    /** The names in the rows with these ids. What is no UUID has none. */
    private static Map<String, String> names(Handle handle, String statement, Stream<String> ids) {
        var known = ids.flatMap(id -> Uuids.read(id).stream()).distinct().toList();
        var names = new HashMap<String, String>();
        if (!known.isEmpty()) {
            handle.createQuery(statement)
                    .bindList("ids", known)
                    .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
                    .forEach(name -> names.put(name.getKey(), name.getValue()));
        }
        return names;
    }

    /**
     * The rows that are read for a page.
     *
     * @param index the condition that an index answers in the order of positions
     * @param others the other conditions
     * @param first the first position, inclusive
     * @param end the last position, exclusive
     * @param rows how many are read at most
     */
    record Scan(AuditQuery query, Actor viewer, String index, List<String> others, long first, long end, int rows) {}
}
