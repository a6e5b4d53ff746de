package tablon.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import tablon.access.Actor;
import tablon.access.Permission;
import tablon.campus.CampusStore;
import tablon.journal.Change;

/**
 * Withdrawn notices, which can be restored for 30 days.
 *
 * <p>A row is valid only together with the row of {@code news_deleted} of the same moment: an older version of the board, which
 * does not know the bin, may have created the notice again since, or withdrawn it again.
 */
public final class BinStore {
    /** The size of a page of the list. */
    static final int PAGE = 50;

    /** Each withdrawal removes at most this many old rows, so that it takes little time. */
    private static final int REMOVED_AT_ONCE = 100;

    private final NoticeStore notices;
    private final String boardLanguage;

    /** @param boardLanguage the language (BCP 47) of notices without one */
    public BinStore(NoticeStore notices, String boardLanguage) {
        this.notices = notices;
        this.boardLanguage = boardLanguage;
    }

    /** The notices that {@code actor} may restore, the latest withdrawn first, which begin after {@code from}. */
    public BinPage list(Actor actor, Optional<Cursor> from) {
        return notices.read(handle -> {
            var shared = actor.campuses().stream()
                    .filter(campus -> CampusStore.isShared(handle, campus))
                    .toList();
            var found = statements(handle, actor, shared).stream()
                    .flatMap(statement -> bind(statement, from, notices.now()).map(this::row).list().stream())
                    .distinct()
                    .sorted(Comparator.comparing(Binned::withdrawn)
                            .thenComparing(binned -> binned.id().toString())
                            .reversed())
                    .limit(PAGE + 1)
                    .toList();
            var page = found.subList(0, Math.min(found.size(), PAGE));
            var shown = page.stream().filter(Binned::valid).toList();
            var names =
                    VersionStore.names(handle, shown.stream().map(Binned::actor).toList());
            return new BinPage(
                    shown,
                    names,
                    Optional.of(page)
                            .filter(part -> part.size() < found.size())
                            .map(part -> part.get(PAGE - 1))
                            .map(last -> new Cursor(true, false, last.withdrawn, last.id)));
        });
    }

    /**
     * Statements that each read one range of an index, and together find all notices that the actor may restore. A join with
     * {@code news_deleted} would make PostgreSQL read and sort both tables: it expects few rows to match.
     */
    static List<Query> statements(Handle handle, Actor actor, List<String> shared) {
        if (actor.may(Permission.MODERATE)) {
            return List.of(handle.createQuery("""
                    select w.id, w.title, w.language, w.campus, w.withdrawn, w.withdrawn_by,
                        w.withdrawn = (select d.deleted from news_deleted d where d.id = w.id)
                    from withdrawn w
                    where (w.withdrawn, w.id) < (:before, :id) and w.withdrawn > :oldest
                    order by w.withdrawn desc, w.id desc limit :limit
                    """));
        }
        var statements = new ArrayList<Query>();
        actor.account()
                .ifPresent(author -> statements.add(handle.createQuery("""
                        select w.id, w.title, w.language, w.campus, w.withdrawn, w.withdrawn_by,
                            w.withdrawn = (select d.deleted from news_deleted d where d.id = w.id)
                        from withdrawn w
                        where w.author = :author and (w.withdrawn, w.id) < (:before, :id) and w.withdrawn > :oldest
                        order by w.withdrawn desc, w.id desc limit :limit
                        """).bind("author", author)));
        shared.forEach(campus -> statements.add(handle.createQuery("""
                        select w.id, w.title, w.language, w.campus, w.withdrawn, w.withdrawn_by,
                            w.withdrawn = (select d.deleted from news_deleted d where d.id = w.id)
                        from withdrawn w
                        where w.campus = :campus and w.state is null and (w.withdrawn, w.id) < (:before, :id) and w.withdrawn > :oldest
                        order by w.withdrawn desc, w.id desc limit :limit
                        """).bind("campus", campus)));
        return statements;
    }

    static Query bind(Query statement, Optional<Cursor> from, Instant now) {
        return statement
                .bind("before", from.map(Cursor::published).orElse(NoticeListStore.MAX_TIME))
                .bind("id", from.map(Cursor::id).orElse(NoticeListStore.MAX_ID))
                .bind("oldest", now.minus(Withdrawn.RETENTION))
                .bind("limit", PAGE + 1);
    }

    private Binned row(ResultSet row, StatementContext context) throws SQLException {
        var language = row.getString(3);
        return new Binned(
                context.findColumnMapperFor(UUID.class).orElseThrow().map(row, 1, context),
                row.getString(2),
                language == null ? boardLanguage : language,
                row.getString(4),
                context.findColumnMapperFor(Instant.class).orElseThrow().map(row, 5, context),
                row.getString(6),
                row.getBoolean(7));
    }

    /** The notice with this id, if it can be restored at {@code now}. */
    static Optional<Withdrawn> find(Handle handle, UUID id, Instant now, String boardLanguage) {
        return handle.createQuery("select " + NoticeStore.COLUMNS + """
                        , n.withdrawn, n.state, n.reason
                        from withdrawn n join news_deleted d on d.id = n.id and d.deleted = n.withdrawn
                        where n.id = :id and n.withdrawn > :oldest
                        """)
                .bind("id", id)
                .bind("oldest", now.minus(Withdrawn.RETENTION))
                .map((row, context) -> {
                    var notice = NoticeStore.notice(now, boardLanguage).map(row, context);
                    var state = row.getString("state");
                    return new Withdrawn(
                            state == null ? notice : notice.in(State.stored(state), row.getString("reason")),
                            context.findColumnMapperFor(Instant.class)
                                    .orElseThrow()
                                    .map(row, 19, context));
                })
                .findOne();
    }

    /** Copies the notice into the bin, and removes those that can no longer be restored, with their history. */
    static void add(Change change, Notice notice) {
        var handle = change.handle();
        removeOld(change);
        remove(handle, notice.id());
        handle.createUpdate("""
                        insert into withdrawn (id, title, description, campus, language, published, expires, updated,
                            pinned, version, author, author_name, withdrawn, withdrawn_by, state, reason, labels, starts,
                            ends, whole_days, place, revised)
                        values (:id, :title, :description, :campus, :language, :published, :expires, :updated,
                            :pinned, :version, :author, :authorName, :now, :actor, :left, :reason, :labelLines, :starts,
                            :ends, :wholeDays, :place, :revised)
                        """)
                .bindMethods(notice)
                .bind("now", change.now())
                .bind("actor", change.actor().id())
                .bind("left", notice.state().isOnBoard() ? null : notice.state().key())
                .execute();
    }

    private static void removeOld(Change change) {
        var handle = change.handle();
        var old = handle.createQuery("""
                        select w.id, n.id is not null as on_board from withdrawn w left join news n on n.id = w.id
                        where w.withdrawn <= :oldest order by w.withdrawn limit :most
                        """)
                .bind("oldest", change.now().minus(Withdrawn.RETENTION))
                .bind("most", REMOVED_AT_ONCE)
                .map((row, context) -> Map.entry(
                        context.findColumnMapperFor(UUID.class).orElseThrow().map(row, 1, context), row.getBoolean(2)))
                .list();
        for (var notice : old) {
            remove(handle, notice.getKey());
            // an older version of the board may have created the notice again, and left the row
            if (!notice.getValue()) {
                VersionStore.forget(handle, notice.getKey());
                SubmissionStore.remove(handle, notice.getKey(), true);
            }
        }
    }

    static void remove(Handle handle, UUID id) {
        handle.createUpdate("delete from withdrawn where id = :id")
                .bind("id", id)
                .execute();
    }

    /**
     * A notice in the list.
     *
     * @param actor the id of the actor who withdrew it
     * @param valid whether it can be restored: see {@link BinStore}
     */
    public record Binned(
            UUID id, String title, String language, String campus, Instant withdrawn, String actor, boolean valid) {
        /** When it can no longer be restored. */
        public Instant until() {
            return withdrawn.plus(Withdrawn.RETENTION);
        }
    }

    /**
     * A page of the list.
     *
     * @param names the shown names of the actors that have an account, by their ids
     * @param older where the list continues; empty at its end
     */
    public record BinPage(List<Binned> notices, Map<String, String> names, Optional<Cursor> older) {}
}
