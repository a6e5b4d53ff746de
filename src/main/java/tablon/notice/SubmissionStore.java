package tablon.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import tablon.journal.Change;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * Notices that are not on the board, and the changes that are proposed to notices that are: {@code beside} them. A table of
 * its own, so that no query of what readers see can find them.
 */
final class SubmissionStore {
    /** Those of {@link NoticeStore#COLUMNS} follow: state, reason, moved, base, beside. */
    static final String COLUMNS = NoticeStore.COLUMNS + ", n.state, n.reason, n.moved, n.base, n.beside";

    /** Of one author who needs approval. */
    private static final int MAX_OPEN = 50;

    private SubmissionStore() {}

    static Optional<Submission> find(Handle handle, UUID id, boolean beside, String boardLanguage) {
        return handle.createQuery("select " + COLUMNS + " from submission n where n.id = :id and n.beside = :beside")
                .bind("id", id)
                .bind("beside", beside)
                .map(submission(boardLanguage))
                .findOne();
    }

    /** Stores the submission in place of a former one. */
    static void put(Change change, Submission submission) {
        var notice = submission.notice();
        boolean beside = submission.current().isPresent();
        remove(change.handle(), notice.id(), beside);
        change.handle()
                .createUpdate("""
                        insert into submission (id, beside, base, state, reason, moved, title, description, campus, language,
                            published, expires, updated, pinned, version, author, author_name, labels, starts, ends,
                            whole_days, place, revised)
                        values (:id, :beside, :base, :key, :reason, :moved, :title, :description, :campus, :language,
                            :published, :expires, :updated, :pinned, :version, :author, :authorName, :labelLines, :starts,
                            :ends, :wholeDays, :place, :revised)
                        """)
                .bindMethods(notice)
                .bind("beside", beside)
                .bind("base", submission.base())
                .bind("key", notice.state().key())
                .bind("moved", submission.moved())
                .execute();
    }

    /**
     * Bounds what one author can ask of the moderators.
     *
     * @throws Problem 409 if the author already has the maximum number of open proposals
     */
    static void requireRoom(Change change) {
        int open = change.handle()
                .createQuery("""
                        select count(*) from submission where author = :author and state = 'proposed'
                        """)
                .bind("author", change.actor().account().orElseThrow())
                .mapTo(Integer.class)
                .one();
        if (open >= MAX_OPEN) {
            throw Problem.of(ProblemType.TOO_MANY_PROPOSALS, MAX_OPEN);
        }
    }

    static void remove(Handle handle, UUID id, boolean beside) {
        handle.createUpdate("delete from submission where id = :id and beside = :beside")
                .bind("id", id)
                .bind("beside", beside)
                .execute();
    }

    /** Maps rows of {@link #COLUMNS}, without the notice that they change. */
    static RowMapper<Submission> submission(String boardLanguage) {
        var notices = NoticeStore.notice(Instant.EPOCH, boardLanguage);
        return (row, context) -> new Submission(
                notices.map(row, context).in(State.stored(row.getString(19)), row.getString(20)),
                context.findColumnMapperFor(Instant.class).orElseThrow().map(row, 21, context),
                Optional.empty(),
                row.getInt(22));
    }
}
