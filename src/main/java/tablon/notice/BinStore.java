package tablon.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tablon.journal.Change;

/**
 * Withdrawn notices, which can be restored for 30 days.
 *
 * <p>A row is valid only together with the row of {@code news_deleted} of the same moment: an older version of the board, which
 * does not know the bin, may have created the notice again since, or withdrawn it again.
 */
final class BinStore {
    /** Each withdrawal removes at most this many old rows, so that it takes little time. */
    private static final int REMOVED_AT_ONCE = 100;

    private BinStore() {}

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
                                    .map(row, 13, context));
                })
                .findOne();
    }

    /** Copies the notice into the bin, and removes those that can no longer be restored. */
    static void add(Change change, Notice notice) {
        var handle = change.handle();
        handle.createUpdate("""
                        delete from withdrawn where id in (
                            select id from withdrawn where withdrawn <= :oldest order by withdrawn limit :most)
                        """)
                .bind("oldest", change.now().minus(Withdrawn.RETENTION))
                .bind("most", REMOVED_AT_ONCE)
                .execute();
        remove(handle, notice.id());
        handle.createUpdate("""
                        insert into withdrawn (id, title, description, campus, language, published, expires, updated,
                            pinned, version, author, author_name, withdrawn, withdrawn_by, state, reason)
                        values (:id, :title, :description, :campus, :language, :published, :expires, :updated,
                            :pinned, :version, :author, :authorName, :now, :actor, :left, :reason)
                        """)
                .bindMethods(notice)
                .bind("now", change.now())
                .bind("actor", change.actor().id())
                .bind("left", notice.state().isOnBoard() ? null : notice.state().key())
                .execute();
    }

    static void remove(Handle handle, UUID id) {
        handle.createUpdate("delete from withdrawn where id = :id")
                .bind("id", id)
                .execute();
    }
}
