package tablon.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import tablon.access.Actor;
import tablon.notice.OwnNotice.Group;
import tablon.storage.Database;

/** The notices of one author, newest first, by keyset pagination. */
public final class OwnNoticeStore {
    private static final int LIMIT = 100;

    private final Database database;
    private final Clock clock;
    private final String boardLanguage;

    /** @param boardLanguage the language (BCP 47) of notices without one */
    public OwnNoticeStore(Database database, Clock clock, String boardLanguage) {
        this.database = database;
        this.clock = clock;
        this.boardLanguage = boardLanguage;
    }

    /**
     * At most 100 notices of each group, which begin after {@code from}.
     *
     * @param only the group; empty for all of them
     */
    public List<OwnList> of(Actor actor, Optional<Group> only, Optional<Cursor> from) {
        if (actor.account().isEmpty()) {
            return List.of();
        }
        var author = actor.account().get();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.read(handle -> only.map(List::of).orElse(List.of(Group.values())).stream()
                .map(group -> list(handle, author, group, from, now))
                .toList());
    }

    private OwnList list(Handle handle, UUID author, Group group, Optional<Cursor> from, Instant now) {
        var notices = query(handle, group)
                .bind("author", author)
                .bind("now", group == Group.WITHDRAWN ? now.minus(Withdrawn.RETENTION) : now)
                .bind("before", from.map(Cursor::published).orElse(NoticeListStore.MAX_TIME))
                .bind("id", from.map(Cursor::id).orElse(NoticeListStore.MAX_ID))
                .bind("state", group.key())
                .bind("limit", LIMIT + 1)
                .map(row(group))
                .list();
        if (notices.size() <= LIMIT) {
            return new OwnList(group, notices.stream().map(Sorted::notice).toList(), Optional.empty());
        }
        var last = notices.get(LIMIT - 1);
        return new OwnList(
                group,
                notices.subList(0, LIMIT).stream().map(Sorted::notice).toList(),
                Optional.of(new Cursor(true, false, last.key, last.notice.id())));
    }

    /** The columns: id, title, language, campus, the moment that is shown, the moment that sorts, reason, beside. */
    static Query query(Handle handle, Group group) {
        return handle.createQuery(
                switch (group) {
                    case REFUSED, HIDDEN, PROPOSED -> """
                            select n.id, n.title, n.language, n.campus, n.moved, n.moved, n.reason, n.beside
                            from submission n
                            where n.author = :author and (n.moved, n.id) < (:before, :id) and n.state = :state
                                and (n.beside = false or (select 1 from news where news.id = n.id) is not null)
                            order by n.moved desc, n.id desc limit :limit
                            """;
                    case VISIBLE -> """
                            select id, title, language, campus, published, published, null, false from news
                            where author = :author and (published, id) < (:before, :id) and published <= :now
                                and (expires is null or expires > :now)
                            order by published desc, id desc limit :limit
                            """;
                    case SCHEDULED -> """
                            select id, title, language, campus, published, published, null, false from news
                            where author = :author and (published, id) < (:before, :id) and published > :now
                            order by published desc, id desc limit :limit
                            """;
                    case EXPIRED -> """
                            select id, title, language, campus, expires, published, null, false from news
                            where author = :author and (published, id) < (:before, :id) and expires <= :now
                            order by published desc, id desc limit :limit
                            """;
                    case WITHDRAWN -> """
                            select w.id, w.title, w.language, w.campus, w.withdrawn, w.withdrawn, null, false
                            from withdrawn w join news_deleted d on d.id = w.id and d.deleted = w.withdrawn
                            where w.author = :author and (w.withdrawn, w.id) < (:before, :id) and w.withdrawn > :now
                            order by w.withdrawn desc, w.id desc limit :limit
                            """;
                });
    }

    private RowMapper<Sorted> row(Group group) {
        return (row, context) -> {
            var times = context.findColumnMapperFor(Instant.class).orElseThrow();
            var language = row.getString(3);
            var notice = new OwnNotice(
                    context.findColumnMapperFor(UUID.class).orElseThrow().map(row, 1, context),
                    row.getString(2),
                    language == null ? boardLanguage : language,
                    row.getString(4),
                    group,
                    times.map(row, 5, context),
                    row.getString(7),
                    row.getBoolean(8));
            return new Sorted(notice, times.map(row, 6, context));
        };
    }

    /**
     * The notices of one group.
     *
     * @param older where the list continues; empty at its end
     */
    public record OwnList(Group group, List<OwnNotice> notices, Optional<Cursor> older) {}

    private record Sorted(OwnNotice notice, Instant key) {}
}
