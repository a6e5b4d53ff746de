package tablon.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.access.Rights;
import tablon.campus.CampusStore;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Thing;
import tablon.json.Uuids;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;

/** Notices in the database. */
public final class NoticeStore {
    /** The kind of notices in the journal. */
    private static final String KIND = "notice";

    static final String COLUMNS =
            "n.id, n.title, n.description, n.campus, n.published, n.updated, n.expires, n.pinned, n.version, n.language,"
                    + " n.author, n.author_name, n.labels, n.starts, n.ends, n.whole_days, n.place, n.revised";

    private final Database database;
    private final WordIndex index;
    private final Clock clock;
    private final String boardLanguage;

    /** @param boardLanguage the language (BCP 47) of notices without one */
    public NoticeStore(Database database, Clock clock, String boardLanguage) {
        this.database = database;
        this.index = WordIndex.of(database.kind());
        this.clock = clock;
        this.boardLanguage = boardLanguage;
    }

    /** The current time in milliseconds, the precision of stored times. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The visible notice with this id.
     *
     * @throws Problem 404 if it does not exist or has not appeared yet; 410 if it expired or was deleted
     */
    public Notice visible(String id) {
        return visible(id, Actor.ANONYMOUS);
    }

    /** The same, or the notice in any state if {@code actor} may edit it. */
    public Notice visible(String id, Actor actor) {
        var uuid = NoticeId.require(id);
        return database.read(handle -> {
            var notice = existing(handle, uuid);
            NoticeRights.requireSeen(handle, actor, notice);
            return notice;
        });
    }

    /** Whether {@code actor} may change, withdraw and restore the notice. */
    public boolean mayEdit(Actor actor, Notice notice) {
        return !actor.isAnonymous() && database.read(handle -> NoticeRights.mayEdit(handle, actor, notice));
    }

    /** The same as {@link #editable(Handle, Actor, UUID)}, outside a change. */
    public Notice editable(Actor actor, UUID id) {
        return database.read(handle -> editable(handle, actor, id));
    }

    /**
     * The notice with this id, in any state, which {@code actor} may edit.
     *
     * @throws Problem 404 or 410 as for readers if they do not see it, else 403
     */
    public Notice editable(Handle handle, Actor actor, UUID id) {
        var notice = existing(handle, id);
        NoticeRights.requireSeen(handle, actor, notice);
        if (!NoticeRights.mayEdit(handle, actor, notice)) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
        return notice;
    }

    /** Runs queries of this store outside a change. */
    <R> R read(HandleCallback<R, RuntimeException> queries) {
        return database.read(queries);
    }

    /**
     * The notice with this id, in any state.
     *
     * @throws Problem 404 if it does not exist, 410 if it was withdrawn
     */
    Notice existing(Handle handle, UUID id) {
        return find(handle, id)
                .orElseThrow(() ->
                        wasDeleted(handle, id) ? Problem.of(ProblemType.NOTICE_WITHDRAWN) : unknown(id.toString()));
    }

    /** The notice with this id, on the board or not. */
    public Optional<Notice> find(Handle handle, UUID id) {
        return onBoard(handle, id)
                .or(() -> SubmissionStore.find(handle, id, false, boardLanguage).map(Submission::notice));
    }

    /** The notice with this id on the board. */
    Optional<Notice> onBoard(Handle handle, UUID id) {
        return handle.createQuery("select " + COLUMNS + " from news n where n.id = :id")
                .bind("id", id)
                .map(notice(now(), boardLanguage))
                .findOne();
    }

    static Problem unknown(String id) {
        return Problem.of(ProblemType.UNKNOWN_NOTICE, id);
    }

    /** Creates a notice with a new id, a UUID of version 7 (RFC 9562). */
    public Notice create(Change change, NoticeDraft draft) {
        return create(change, Uuids.next(), draft, change.now());
    }

    /**
     * Creates a notice with an id that no notice has. With the id of a notice in the bin, this restores it with the new
     * content. Members propose it to the moderators of the campus.
     *
     * @throws Problem 403 if the actor may not write for the campus, or not edit the notice in the bin
     */
    public Notice create(Change change, UUID id, NoticeDraft draft, Instant updated) {
        var handle = change.handle();
        var binned = BinStore.find(handle, id, change.now(), boardLanguage);
        if (binned.isPresent()) {
            return restore(change, binned.get(), draft);
        }
        VersionStore.forget(handle, id);
        SubmissionStore.remove(handle, id, true);
        requireCampus(handle, draft);
        Rights.checkMayWrite(change.actor(), draft.campus());
        var notice = LabelStore.spelled(
                handle,
                draft.toNotice(id, 1, Author.of(change.actor()), boardLanguage, updated, updated, change.now()));
        if (Rights.needsApproval(change.actor())) {
            SubmissionStore.requireRoom(change);
            return add(change, Act.PROPOSE, proposed(notice), draft.words());
        }
        return add(change, Act.CREATE, notice, draft.words());
    }

    /** Replaces the notice with this id, or creates it, whatever it contains. */
    public Notice put(Change change, UUID id, NoticeDraft draft) {
        return find(change.handle(), id).isPresent()
                ? replace(change, editable(change.handle(), change.actor(), id), draft)
                : create(change, id, draft, change.now());
    }

    private Notice restore(Change change, Withdrawn binned, NoticeDraft draft) {
        requireMayRestore(change.handle(), change.actor(), binned);
        requireCampus(change.handle(), draft);
        NoticeRights.checkMayMove(change.handle(), change.actor(), binned.notice(), draft.campus());
        var notice = LabelStore.spelled(
                change.handle(),
                draft.toNotice(
                        binned.notice().id(),
                        binned.notice().version() + 1,
                        Author.of(binned.notice()),
                        boardLanguage,
                        change.now(),
                        change.now(),
                        change.now()));
        VersionStore.keep(change.handle(), binned.notice());
        return add(change, Act.RESTORE, placed(change, binned.notice(), notice), draft.words());
    }

    /** Restores a withdrawn notice, which this transaction has read with {@link #withdrawn(Handle, Actor, UUID)}. */
    public Notice restore(Change change, Withdrawn binned) {
        if (!CampusStore.exists(change.handle(), binned.notice().campus())) {
            throw Problem.of(ProblemType.CAMPUS_GONE, binned.notice().campus());
        }
        var notice = LabelStore.spelled(change.handle(), binned.restored(change.now()));
        VersionStore.keep(change.handle(), binned.notice());
        return add(change, Act.RESTORE, notice, words(notice));
    }

    /** Adds a notice whose id neither the board nor the moderators have; it leaves the bin. */
    private Notice add(Change change, Act act, Notice notice, String words) {
        BinStore.remove(change.handle(), notice.id());
        change.handle()
                .createUpdate("delete from news_deleted where id = :id")
                .bind("id", notice.id())
                .execute();
        place(change, notice, words);
        JournalStore.append(change, act, thing(notice));
        return notice;
    }

    /** Moves a notice, which this transaction has read, to where its new state belongs. */
    Notice move(Change change, Act act, Notice current, Notice target) {
        var moved = LabelStore.spelled(change.handle(), target);
        remove(change, current);
        place(change, moved, words(moved));
        JournalStore.append(change, act, thing(moved).withDetail(moved.reason()));
        return moved;
    }

    private void place(Change change, Notice notice, String words) {
        var handle = change.handle();
        if (!notice.state().isOnBoard()) {
            SubmissionStore.put(change, new Submission(notice, change.now()));
            return;
        }
        handle.createUpdate("""
                        insert into news (id, title, description, campus, language, author, author_name, published,
                            expires, updated, pinned, version, labels, starts, ends, whole_days, place, revised)
                        values (:id, :title, :description, :campus, :language, :author, :authorName, :published,
                            :expires, :updated, :pinned, :version, :labelLines, :starts, :ends, :wholeDays, :place,
                            :revised)
                        """).bindMethods(notice).execute();
        LabelStore.attach(handle, notice);
        index.add(handle, notice.id(), words + LabelStore.markers(handle, notice));
    }

    /** Removes a notice from the board or from the moderators. */
    private void remove(Change change, Notice notice) {
        var handle = change.handle();
        if (!notice.state().isOnBoard()) {
            SubmissionStore.remove(handle, notice.id(), false);
            return;
        }
        index.remove(handle, notice.id());
        handle.createUpdate("delete from news where id = :id")
                .bind("id", notice.id())
                .execute();
    }

    /**
     * The notice that {@code actor} would store with this id now.
     *
     * @throws Problem 422 if it would expire before its publication
     */
    public Notice preview(Actor actor, UUID id, NoticeDraft draft) {
        var current =
                database.read(handle -> find(handle, id).filter(notice -> NoticeRights.mayEdit(handle, actor, notice)));
        var now = now();
        var notice = draft.toNotice(
                id,
                current.map(Notice::version).orElse(0) + 1,
                current.map(Author::of).orElseGet(() -> Author.of(actor)),
                boardLanguage,
                now,
                now,
                now);
        return database.read(handle -> LabelStore.spelled(handle, notice));
    }

    /**
     * Replaces {@code current}, which this transaction has read with {@link #editable(Handle, Actor, UUID)}, unless it has
     * this content already. The author remains.
     *
     * @throws Problem 403 if it moves to a campus for which the actor may not write, or needs approval: see
     *     {@link #propose}
     */
    public Notice replace(Change change, Notice current, NoticeDraft draft) {
        return replace(change, current, draft, Act.UPDATE, null);
    }

    /** The same with the content of a former version. */
    Notice restore(Change change, Notice current, NoticeDraft draft, int version) {
        return replace(change, current, draft, Act.RESTORE, String.valueOf(version));
    }

    private Notice replace(Change change, Notice current, NoticeDraft draft, Act act, @Nullable String detail) {
        if (current.state().isOnBoard() && Rights.needsApproval(change.actor())) {
            throw Problem.of(ProblemType.NEEDS_APPROVAL, current.id());
        }
        var written = replacement(change, current, draft, current.version() + 1);
        if (!current.state().isOnBoard()) {
            var notice = placed(change, current, written);
            if (notice.state() == current.state() && notice.hasContentOf(current)) {
                return current;
            }
            VersionStore.keep(change.handle(), current);
            SubmissionStore.put(change, new Submission(notice, change.now()));
            JournalStore.append(
                    change,
                    notice.state() == State.PROPOSED ? Act.PROPOSE : act,
                    thing(notice).withDetail(detail));
            return notice;
        }
        return written.hasContentOf(current)
                ? current
                : overwrite(change, act, current, written, draft.words(), detail);
    }

    /** Validates what {@code draft} makes of {@code current}. */
    private Notice replacement(Change change, Notice current, NoticeDraft draft, int version) {
        requireCampus(change.handle(), draft);
        NoticeRights.checkMayMove(change.handle(), change.actor(), current, draft.campus());
        return LabelStore.spelled(
                change.handle(),
                draft.toNotice(
                        current.id(),
                        version,
                        Author.of(current),
                        boardLanguage,
                        current.published(),
                        change.now(),
                        change.now()));
    }

    /** Replaces the row of a notice on the board. */
    Notice overwrite(Change change, Act act, Notice current, Notice written, String words, @Nullable String detail) {
        var handle = change.handle();
        var notice = LabelStore.spelled(handle, written).insteadOf(current);
        VersionStore.keep(handle, current);
        index.remove(handle, notice.id());
        handle.createUpdate("""
                        update news set title = :title, description = :description, campus = :campus,
                            language = :language, published = :published, expires = :expires, updated = :updated, pinned = :pinned,
                            version = :version, labels = :labelLines, starts = :starts, ends = :ends,
                            whole_days = :wholeDays, place = :place, revised = :revised, archived = false
                        where id = :id
                        """).bindMethods(notice).execute();
        LabelStore.attach(handle, notice);
        index.add(handle, notice.id(), words + LabelStore.markers(handle, notice));
        JournalStore.append(change, act, thing(notice).withDetail(detail));
        return notice;
    }

    /**
     * Proposes what {@code draft} makes of {@code current}, which this transaction has read with
     * {@link #editable(Handle, Actor, UUID)}. A notice on the board stays as it is until a moderator approves the proposal.
     */
    public Notice propose(Change change, Notice current, NoticeDraft draft) {
        if (!current.state().isOnBoard()) {
            return replace(change, current, draft);
        }
        int version = SubmissionStore.find(change.handle(), current.id(), true, boardLanguage)
                .map(former -> former.notice().version())
                .orElse(0);
        if (version == 0) {
            SubmissionStore.requireRoom(change);
        }
        var notice = proposed(replacement(change, current, draft, version + 1));
        SubmissionStore.put(change, new Submission(notice, change.now(), Optional.of(current), current.version()));
        JournalStore.append(change, Act.PROPOSE, thing(notice));
        return notice;
    }

    private static Notice proposed(Notice notice) {
        return notice.in(State.PROPOSED, null);
    }

    /** Where a new content goes: to the board, or to the moderators if the author needs approval or has lost it. */
    private Notice placed(Change change, Notice former, Notice written) {
        if (former.state().isOnBoard()) {
            return Rights.needsApproval(change.actor()) ? proposed(written) : written;
        }
        boolean decides = NoticeRights.moderates(change.handle(), change.actor(), former.campus())
                && NoticeRights.moderates(change.handle(), change.actor(), written.campus());
        return decides ? written.in(former.state(), former.reason()) : proposed(written);
    }

    /**
     * Moves {@code current}, which this transaction has read with {@link #editable(Handle, Actor, UUID)}, to the bin. Its URL
     * answers 410 from now on.
     */
    public void withdraw(Change change, Notice current) {
        var handle = change.handle();
        var id = current.id();
        BinStore.add(change, current);
        remove(change, current);
        handle.createUpdate("insert into news_deleted (id, deleted) values (:id, :now)")
                .bind("id", id)
                .bind("now", change.now())
                .execute();
        JournalStore.append(change, Act.WITHDRAW, thing(current));
    }

    /** The same as {@link #withdrawn(Handle, Actor, UUID)}, outside a change. */
    public Withdrawn withdrawn(Actor actor, UUID id) {
        return database.read(handle -> withdrawn(handle, actor, id));
    }

    /**
     * The notice with this id in the bin, which {@code actor} may restore.
     *
     * @throws Problem 404 if it does not exist or is not withdrawn, 410 if it can no longer be restored, 403 if the actor
     *     may not restore it
     */
    public Withdrawn withdrawn(Handle handle, Actor actor, UUID id) {
        var binned = BinStore.find(handle, id, now(), boardLanguage);
        if (binned.isPresent()) {
            requireMayRestore(handle, actor, binned.get());
            return binned.get();
        }
        if (find(handle, id).isPresent()) {
            editable(handle, actor, id);
            throw Problem.of(ProblemType.NOTICE_NOT_WITHDRAWN);
        }
        throw wasDeleted(handle, id) ? Problem.of(ProblemType.WITHDRAWAL_FINAL) : unknown(id.toString());
    }

    private static void requireMayRestore(Handle handle, Actor actor, Withdrawn binned) {
        if (!NoticeRights.mayEdit(handle, actor, binned.notice())) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
    }

    static String words(Notice notice) {
        return Words.ofCurrent(notice.campus(), notice.title(), notice.description());
    }

    /** Removes the author, whose account is deleted, from all notices and their former versions. */
    public static void forgetAuthor(Change change, UUID author) {
        for (var table : List.of("news", "submission", "withdrawn")) {
            change.handle()
                    .createUpdate("update " + table
                            + " set author = null, author_name = null, version = version + 1 where author = :author")
                    .bind("author", author)
                    .execute();
        }
        VersionStore.forgetAuthor(change.handle(), author);
    }

    /** The number of notices in any state, counted up to {@code limit}. */
    public int count(int limit) {
        return database.read(
                handle -> handle.createQuery("select count(*) from (select 1 from news limit :limit) as counted")
                        .bind("limit", limit)
                        .mapTo(Integer.class)
                        .one());
    }

    public boolean isEmpty(Handle handle) {
        return handle.createQuery("select not exists (select 1 from news)")
                .mapTo(Boolean.class)
                .one();
    }

    static Thing thing(Notice notice) {
        return new Thing(KIND, notice.id()).withVersion(notice.version()).inCampus(notice.campus());
    }

    /** The campus may have been deleted since the draft was read. */
    private static void requireCampus(Handle handle, NoticeDraft draft) {
        if (!CampusStore.exists(handle, draft.campus())) {
            throw draft.unknownCampus(CampusStore.all(handle));
        }
    }

    private static boolean wasDeleted(Handle handle, UUID id) {
        return handle.createQuery("select exists (select 1 from news_deleted where id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    /** Maps rows of {@link #COLUMNS} to notices in their state at {@code now}. */
    static RowMapper<Notice> notice(Instant now, String boardLanguage) {
        return new RowMapper<>() {
            @Override
            public Notice map(ResultSet row, StatementContext context) throws SQLException {
                return specialize(row, context).map(row, context);
            }

            /** Looks up the mappers of ids and times once for each statement, not for each value. */
            @Override
            public RowMapper<Notice> specialize(ResultSet rows, StatementContext statement) {
                var ids = statement.findColumnMapperFor(UUID.class).orElseThrow();
                var times = statement.findColumnMapperFor(Instant.class).orElseThrow();
                return (row, context) -> {
                    var published = times.map(row, 5, context);
                    var expires = times.map(row, 7, context);
                    var updated = times.map(row, 6, context);
                    var revised = times.map(row, 18, context);
                    var language = row.getString(10);
                    var labels = row.getString(13);
                    return new Notice(
                            ids.map(row, 1, context),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            language == null ? boardLanguage : language,
                            ids.map(row, 11, context),
                            row.getString(12),
                            published,
                            updated,
                            expires,
                            row.getBoolean(8),
                            labels == null || labels.isEmpty() ? List.of() : List.of(labels.split("\n")),
                            Occasion.stored(
                                    times.map(row, 14, context), times.map(row, 15, context), row.getBoolean(16)),
                            row.getString(17),
                            State.at(now, published, expires),
                            null,
                            row.getInt(9),
                            revised == null ? updated : revised);
                };
            }
        };
    }
}
