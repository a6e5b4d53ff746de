package tablon.notice;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tablon.access.Actor;
import tablon.access.Permission;
import tablon.access.Role;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.json.EntityTags;
import tablon.json.Fields;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;

/** What moderators decide: approve, refuse, hide; and the lists of what awaits them. */
public final class ModerationStore {
    /** No moderator needs to know how many more there are. */
    public static final int MAX_PENDING = 100;

    private static final int MAX_OF_AUTHOR = 100;
    private static final int MAX_REASON_LENGTH = 500;

    // a scalar query, and not exists: PostgreSQL would read all of news to look it up in a hash table

    private static final String OLDEST_FIRST = "select " + SubmissionStore.COLUMNS + """
             from submission n
            where n.state = :state and (:anyCampus or n.campus = :campus) and (n.moved, n.id) > (:moved, :id)
                and (n.beside = false or (select 1 from news where news.id = n.id) is not null)
                and (:everywhere or n.author = :account
                    or (:moderator
                        and (not exists (select 1 from campus_moderator m where m.campus = n.campus)
                            or exists (select 1 from campus_moderator m
                                where m.campus = n.campus and m.account = :account))))
            order by n.moved, n.id limit :limit
            """;

    private static final String NEWEST_FIRST = "select " + SubmissionStore.COLUMNS + """
             from submission n
            where n.state = :state and (:anyCampus or n.campus = :campus) and (n.moved, n.id) < (:moved, :id)
                and (n.beside = false or (select 1 from news where news.id = n.id) is not null)
                and (:everywhere or n.author = :account
                    or (:moderator
                        and (not exists (select 1 from campus_moderator m where m.campus = n.campus)
                            or exists (select 1 from campus_moderator m
                                where m.campus = n.campus and m.account = :account))))
            order by n.moved desc, n.id desc limit :limit
            """;

    private final Database database;
    private final NoticeStore notices;
    private final String boardLanguage;

    /** @param boardLanguage the language (BCP 47) of notices without one */
    public ModerationStore(Database database, NoticeStore notices, String boardLanguage) {
        this.database = database;
        this.notices = notices;
        this.boardLanguage = boardLanguage;
    }

    /** The same as {@link #submission(Handle, Actor, UUID)}, outside a change. */
    public Submission submission(Actor actor, UUID id) {
        return database.read(handle -> submission(handle, actor, id));
    }

    /**
     * What awaits, or got, a decision about the notice with this id: the notice itself if it is not on the board, else the
     * change that is proposed to it.
     *
     * @throws Problem 404 if there is none, or the actor may not know of it
     */
    public Submission submission(Handle handle, Actor actor, UUID id) {
        var submission = find(handle, id).orElseThrow(() -> {
            NoticeRights.requireSeen(handle, actor, notices.existing(handle, id));
            return Problem.of(ProblemType.NO_PROPOSAL);
        });
        NoticeRights.requireSeen(handle, actor, submission.notice());
        return submission;
    }

    private Optional<Submission> find(Handle handle, UUID id) {
        return SubmissionStore.find(handle, id, false, boardLanguage).or(() -> proposedChange(handle, id));
    }

    private Optional<Submission> proposedChange(Handle handle, UUID id) {
        return notices.onBoard(handle, id).flatMap(current -> SubmissionStore.find(handle, id, true, boardLanguage)
                .map(beside -> beside.of(current)));
    }

    /** Checks a precondition on what is proposed; nothing if nothing is. */
    void requireSeen(Handle handle, UUID id, Optional<Predicate<EntityTag>> seen) {
        find(handle, id).ifPresent(submission -> require(seen, submission.tag()));
    }

    /** Reads the reason of a decision. */
    public static String reason(Fields fields) {
        return fields.line("motivo", MAX_REASON_LENGTH);
    }

    /** The change that is proposed to this notice on the board. Does not ask who may see it. */
    public Optional<Submission> proposedChange(UUID id) {
        return database.read(handle -> proposedChange(handle, id));
    }

    /**
     * Approves what is proposed. Does nothing if the notice is on the board and no change to it is proposed.
     *
     * @param seen whether this is the tag of what the moderator has seen; empty if the moderator does not say
     * @throws Problem 403 if the actor does not moderate the campus, 409 if it was decided otherwise, has expired or the
     *     notice was changed meanwhile, 412 if it is not what the moderator has seen
     */
    public Notice approve(Change change, UUID id, Optional<Predicate<EntityTag>> seen) {
        var handle = change.handle();
        var found = find(handle, id);
        if (found.isEmpty()) {
            return requireModerated(change, notices.editable(handle, change.actor(), id));
        }
        var submission = decidable(change, found.get(), seen);
        if (seen.isEmpty() && submission.isOutdated()) {
            throw changed(submission);
        }
        var notice = submission.notice();
        if (submission.current().isPresent()) {
            var current = submission.current().get();
            SubmissionStore.remove(handle, id, true);
            var approved = notice.at(notice.published(), change.now(), current.version() + 1)
                    .onBoard(change.now());
            return notices.overwrite(change, Act.APPROVE, current, approved, NoticeStore.words(approved), null);
        }
        if (notice.expires() != null && !notice.expires().isAfter(change.now())) {
            throw Problem.of(ProblemType.PROPOSAL_EXPIRED);
        }
        // a notice that waited for its approval would otherwise appear below those that were published meanwhile
        var from = notice.published().isAfter(change.now()) ? notice.published() : change.now();
        return notices.move(
                change,
                Act.APPROVE,
                notice,
                notice.at(from, change.now(), notice.version()).onBoard(change.now()));
    }

    /**
     * Refuses what is proposed. Its author may correct it and propose it again.
     *
     * @throws Problem as for {@link #approve}
     */
    public Submission refuse(Change change, UUID id, String reason, Optional<Predicate<EntityTag>> seen) {
        var submission = submission(change.handle(), change.actor(), id);
        if (submission.notice().state() == State.REFUSED
                && reason.equals(submission.notice().reason())) {
            requireModerated(change, submission.notice());
            return submission;
        }
        decidable(change, submission, seen);
        var refused = new Submission(
                submission.notice().in(State.REFUSED, reason), change.now(), submission.current(), submission.base());
        SubmissionStore.put(change, refused);
        JournalStore.append(
                change, Act.REFUSE, NoticeStore.thing(refused.notice()).withDetail(reason));
        return refused;
    }

    /**
     * Hides a notice from readers, or changes why it is hidden.
     *
     * @throws Problem 403 if the actor does not moderate the campus, 409 if the notice is not on the board
     */
    public Notice hide(Change change, UUID id, String reason, Optional<Predicate<EntityTag>> seen) {
        var notice = requireModerated(change, notices.editable(change.handle(), change.actor(), id));
        require(seen, notice.tag());
        if (notice.state() == State.PROPOSED || notice.state() == State.REFUSED) {
            throw Problem.of(ProblemType.NOT_ON_BOARD);
        }
        return reason.equals(notice.reason())
                ? notice
                : notices.move(change, Act.HIDE, notice, notice.in(State.HIDDEN, reason));
    }

    /**
     * Shows a hidden notice again.
     *
     * @throws Problem 403 if the actor does not moderate the campus, 404 if the notice is not hidden
     */
    public Notice show(Change change, UUID id, Optional<Predicate<EntityTag>> seen) {
        var notice = requireModerated(change, notices.editable(change.handle(), change.actor(), id));
        require(seen, notice.tag());
        if (notice.state() != State.HIDDEN) {
            throw Problem.of(ProblemType.NOTICE_NOT_HIDDEN);
        }
        return notices.move(change, Act.SHOW, notice, notice.onBoard(change.now()));
    }

    /**
     * Takes back the change that is proposed to a notice on the board.
     *
     * @throws Problem 404 if there is none, 403 if somebody else has proposed it
     */
    public void takeBack(Change change, UUID id, Optional<Predicate<EntityTag>> seen) {
        var current = notices.editable(change.handle(), change.actor(), id);
        var submission = proposedChange(change.handle(), id).orElseThrow(() -> Problem.of(ProblemType.NO_PROPOSAL));
        if (!change.actor()
                .account()
                .equals(Optional.ofNullable(submission.notice().author()))) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
        require(seen, submission.tag());
        SubmissionStore.remove(change.handle(), id, true);
        JournalStore.append(change, Act.TAKE_BACK, NoticeStore.thing(current));
    }

    /** Without a precondition, only what is proposed awaits a decision; with one, a refusal may be reversed. */
    private Submission decidable(Change change, Submission submission, Optional<Predicate<EntityTag>> seen) {
        requireModerated(change, submission.notice());
        submission.current().ifPresent(current -> requireModerated(change, current));
        require(seen, submission.tag());
        var state = submission.notice().state();
        if (state == State.HIDDEN || (state == State.REFUSED && seen.isEmpty())) {
            throw Problem.of(ProblemType.PROPOSAL_DECIDED).with(HttpHeaders.ETAG, EntityTags.header(submission.tag()));
        }
        return submission;
    }

    private static void require(Optional<Predicate<EntityTag>> seen, EntityTag tag) {
        if (seen.filter(matches -> !matches.test(tag)).isPresent()) {
            throw Problem.of(ProblemType.NOTICE_CHANGED).with(HttpHeaders.ETAG, EntityTags.header(tag));
        }
    }

    private static Problem changed(Submission submission) {
        return Problem.of(ProblemType.PROPOSAL_OUTDATED).with(HttpHeaders.ETAG, EntityTags.header(submission.tag()));
    }

    private static Notice requireModerated(Change change, Notice notice) {
        if (!NoticeRights.moderates(change.handle(), change.actor(), notice.campus())) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
        return notice;
    }

    /** How many proposals await the actor, counted up to 100. */
    public int pending(Actor actor) {
        if (!actor.may(Permission.MODERATE)) {
            return 0;
        }
        return database.read(handle -> handle.createQuery("""
                        select count(*) from (
                            select 1 from submission n
                            where n.state = 'proposed'
                                and (n.beside = false or (select 1 from news where news.id = n.id) is not null)
                                and (:everywhere
                                    or not exists (select 1 from campus_moderator m where m.campus = n.campus)
                                    or exists (select 1 from campus_moderator m
                                        where m.campus = n.campus and m.account = :account))
                            limit :most) as counted
                        """)
                .bind("everywhere", isEverywhere(actor))
                .bind("account", actor.account().orElse(NoticeListStore.MIN_ID))
                .bind("most", MAX_PENDING)
                .mapTo(Integer.class)
                .one());
    }

    /**
     * The submissions in this state that the actor moderates, or has written: the oldest proposals first, of the others the
     * newest.
     */
    public Page list(Actor actor, State state, NoticeQuery query, Optional<Cursor> from) {
        int limit = query.limit();
        return database.read(handle -> {
            var found = list(handle, actor, state, query, from)
                    .map(SubmissionStore.submission(boardLanguage))
                    .list();
            if (found.size() <= limit) {
                return new Page(withCurrent(handle, found), Optional.empty());
            }
            var last = found.get(limit - 1);
            return new Page(
                    withCurrent(handle, found.subList(0, limit)),
                    Optional.of(
                            new Cursor(true, false, last.moved(), last.notice().id())));
        });
    }

    static Query list(Handle handle, Actor actor, State state, NoticeQuery query, Optional<Cursor> from) {
        boolean oldestFirst = state == State.PROPOSED;
        return handle.createQuery(oldestFirst ? OLDEST_FIRST : NEWEST_FIRST)
                .bind("state", state.key())
                .bind("anyCampus", query.campus().isEmpty())
                .bind("campus", query.campus().orElse(""))
                .bind("everywhere", isEverywhere(actor))
                .bind("moderator", actor.may(Permission.MODERATE))
                .bind("account", actor.account().orElse(NoticeListStore.MIN_ID))
                .bind(
                        "moved",
                        from.map(Cursor::published)
                                .orElse(oldestFirst ? NoticeListStore.MIN_TIME : NoticeListStore.MAX_TIME))
                .bind("id", from.map(Cursor::id).orElse(oldestFirst ? NoticeListStore.MIN_ID : NoticeListStore.MAX_ID))
                .bind("limit", query.limit() + 1);
    }

    /** What this person has proposed, and what was refused or hidden of it: the newest 100. */
    public List<Notice> ofAuthor(UUID author) {
        return database.read(handle -> handle.createQuery("select " + SubmissionStore.COLUMNS + """
                         from submission n where n.author = :author order by n.moved desc, n.id desc limit :most
                        """)
                .bind("author", author)
                .bind("most", MAX_OF_AUTHOR)
                .map(SubmissionStore.submission(boardLanguage))
                .map(Submission::notice)
                .list());
    }

    private List<Submission> withCurrent(Handle handle, List<Submission> found) {
        return found.stream()
                .map(submission -> notices.onBoard(handle, submission.notice().id())
                        .map(submission::of)
                        .orElse(submission))
                .toList();
    }

    private static boolean isEverywhere(Actor actor) {
        return actor.role() == Role.ADMINISTRATOR && actor.may(Permission.MODERATE);
    }

    /**
     * One page of a list.
     *
     * @param next where the list continues; empty at its end
     */
    public record Page(List<Submission> submissions, Optional<Cursor> next) {
        Slice slice() {
            return new Slice(submissions.stream().map(Submission::notice).toList(), next, Optional.empty());
        }
    }
}
