package tablon.notice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.campus.CampusStore;
import tablon.digest.Sha256;
import tablon.journal.Change;
import tablon.json.Uuids;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** The history of notices: their former versions, and what the journal says about each version. */
public final class VersionStore {
    /** The most versions in one answer. */
    static final int PAGE = 10;

    /** All texts that one answer compares together, in characters. */
    private static final int MAX_COMPARED = 250_000;

    private static final int FIRST_PAGE = Integer.MAX_VALUE;

    private final NoticeStore notices;
    private final String boardLanguage;

    /** @param boardLanguage the language (BCP 47) of notices without one */
    public VersionStore(NoticeStore notices, String boardLanguage) {
        this.notices = notices;
        this.boardLanguage = boardLanguage;
    }

    /**
     * A page of the versions of a notice, the newest first, which begins with those before {@code before}.
     *
     * @throws Problem 404 or 410 as for readers if the actor does not see the notice, 403 if they may not edit it, or restore
     *     it from the bin
     */
    public History history(Actor actor, UUID id, Optional<Integer> before) {
        return notices.read(handle -> {
            boolean withdrawn = isBinned(handle, id);
            var current = readable(handle, actor, id);
            var found = new ArrayList<Notice>();
            if (current.version() < before.orElse(FIRST_PAGE)) {
                found.add(current);
            }
            found.addAll(former(
                    handle, id, Math.min(current.version(), before.orElse(FIRST_PAGE)), PAGE + 1 - found.size()));
            int shown = shown(found);
            var made = shown == 0 ? Map.<Integer, Made>of() : made(handle, id, found, shown);
            var versions = new ArrayList<Version>();
            for (int i = 0; i < shown; i++) {
                var notice = found.get(i);
                var former = i + 1 < found.size() ? Optional.of(found.get(i + 1)) : Optional.<Notice>empty();
                versions.add(new Version(notice, former, Optional.ofNullable(made.get(notice.version()))));
            }
            return new History(
                    current,
                    withdrawn,
                    versions,
                    Optional.of(found).filter(all -> all.size() > shown).map(all -> all.get(shown - 1)
                            .version()));
        });
    }

    /**
     * One version of a notice.
     *
     * @throws Problem as {@link #history}; 404 if it has no version with this number
     */
    public Notice version(Actor actor, UUID id, String number) {
        return notices.read(handle -> version(handle, readable(handle, actor, id), number));
    }

    /**
     * The version of {@code current} with this number.
     *
     * @throws Problem 404 if there is none
     */
    public Notice version(Handle handle, Notice current, String number) {
        var wanted = number(number).filter(n -> n <= current.version());
        if (wanted.filter(n -> n == current.version()).isPresent()) {
            return current;
        }
        return wanted.flatMap(n -> former(handle, current.id(), n + 1, 1).stream()
                        .filter(notice -> notice.version() == n)
                        .findFirst())
                .orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_VERSION, number));
    }

    /** The number of a version; empty if {@code text} is not a positive number of up to nine digits. */
    public static Optional<Integer> number(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[1-9]\\d{0,8}"))
                .map(Integer::valueOf);
    }

    /**
     * Stores the content of {@code former} as a new version of {@code current}, which this transaction has read with
     * {@link NoticeStore#editable(Handle, Actor, UUID)}.
     *
     * @throws Problem 409 if its campus no longer exists, 403 if the actor may not publish in it
     */
    public Notice restore(Change change, Notice current, Notice former) {
        if (!CampusStore.exists(change.handle(), former.campus())) {
            throw Problem.of(ProblemType.CAMPUS_GONE, former.campus());
        }
        var draft = new NoticeDraft(
                former.title(),
                former.description(),
                former.campus(),
                Optional.of(former.language()),
                Optional.of(former.published()),
                Optional.ofNullable(former.expires()),
                former.pinned(),
                former.labels(),
                former.occasion(),
                former.place());
        return notices.restore(change, current, draft, former.version());
    }

    /** Keeps the version that a change replaces, and its text unless an earlier version of the notice has the same. */
    static void keep(Handle handle, Notice former) {
        var hash = Sha256.hex(former.description().getBytes(StandardCharsets.UTF_8));
        // an older version of the board may have created the notice again, from 1
        handle.createUpdate("delete from version where notice = :id and version >= :version")
                .bindMethods(former)
                .execute();
        handle.createUpdate("""
                        insert into version_text (notice, hash, description) values (:id, :hash, :description)
                        on conflict do nothing
                        """).bindMethods(former).bind("hash", hash).execute();
        handle.createUpdate("""
                        insert into version (notice, version, title, hash, campus, language, published, expires,
                            updated, pinned, author, author_name, labels, starts, ends, whole_days, place)
                        values (:id, :version, :title, :hash, :campus, :language, :published, :expires,
                            :updated, :pinned, :author, :authorName, :labelLines, :starts, :ends, :wholeDays, :place)
                        """).bindMethods(former).bind("hash", hash).execute();
    }

    /** Removes the history of a notice. */
    static void forget(Handle handle, UUID id) {
        handle.createUpdate("delete from version where notice = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("delete from version_text where notice = :id")
                .bind("id", id)
                .execute();
    }

    /** Removes the author, whose account is deleted, from all former versions. */
    static void forgetAuthor(Handle handle, UUID author) {
        handle.createUpdate("update version set author = null, author_name = null where author = :author")
                .bind("author", author)
                .execute();
    }

    /** The shown names of the accounts among these actors, by their ids. */
    static Map<String, String> names(Handle handle, Collection<String> actors) {
        var names = new HashMap<String, String>();
        for (var actor : new LinkedHashSet<>(actors)) {
            Uuids.read(actor)
                    .flatMap(account -> handle.createQuery("select name from account where id = :id")
                            .bind("id", account)
                            .mapTo(String.class)
                            .findOne())
                    .ifPresent(name -> names.put(actor, name));
        }
        return names;
    }

    /** The notice, on the board or in the bin. */
    private Notice readable(Handle handle, Actor actor, UUID id) {
        return isBinned(handle, id)
                ? notices.withdrawn(handle, actor, id).notice()
                : notices.editable(handle, actor, id);
    }

    private boolean isBinned(Handle handle, UUID id) {
        return BinStore.find(handle, id, notices.now(), boardLanguage).isPresent();
    }

    private List<Notice> former(Handle handle, UUID id, int before, int limit) {
        return query(handle, id, before, limit)
                .map(NoticeStore.notice(notices.now(), boardLanguage))
                .list();
    }

    static Query query(Handle handle, UUID id, int before, int limit) {
        return handle.createQuery("""
                        select v.notice, v.title, t.description, v.campus, v.published, v.updated, v.expires, v.pinned,
                            v.version, v.language, v.author, v.author_name, v.labels, v.starts, v.ends, v.whole_days,
                            v.place, v.updated
                        from version v join version_text t on t.notice = v.notice and t.hash = v.hash
                        where v.notice = :id and v.version < :before
                        order by v.version desc limit :limit
                        """).bind("id", id).bind("before", before).bind("limit", limit);
    }

    /** How many versions an answer shows: fewer of long texts, whose comparison costs more. */
    private static int shown(List<Notice> found) {
        int most = Math.min(found.size(), PAGE);
        int compared = 0;
        for (int i = 0; i < most; i++) {
            compared += found.get(i).description().length()
                    + (i + 1 < found.size() ? found.get(i + 1).description().length() : 0);
            if (compared > MAX_COMPARED) {
                return Math.max(i, 1);
            }
        }
        return most;
    }

    /**
     * The acts that made the first {@code shown} versions. Versions of before the journal had versions are absent. A number
     * that has no version, because removing an author raises it, belongs to the next version. A proposed change has numbers of
     * its own, so that the time decides, too.
     */
    private static Map<Integer, Made> made(Handle handle, UUID id, List<Notice> found, int shown) {
        int after = shown < found.size() ? found.get(shown).version() : 0;
        var rows = acts(handle, id, after, found.get(0).version())
                .map((row, context) -> new Row(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        context.findColumnMapperFor(Instant.class).orElseThrow().map(row, 5, context)))
                .list();
        var names = names(handle, rows.stream().map(Row::actor).toList());
        var made = new HashMap<Integer, Made>();
        for (var row : rows) {
            found.subList(0, shown).stream()
                    .filter(notice ->
                            notice.version() >= row.version && notice.updated().equals(row.changed))
                    .mapToInt(Notice::version)
                    .min()
                    .ifPresent(version -> made.put(
                            version,
                            new Made(row.act, row.actor, Optional.ofNullable(names.get(row.actor)), row.detail)));
        }
        return made;
    }

    static Query acts(Handle handle, UUID id, int after, int upTo) {
        return handle.createQuery("""
                        select version, act, actor, detail, changed from journal
                        where kind = 'notice' and thing = :id and version > :after and version <= :upTo
                            and act in ('create', 'update', 'restore', 'propose', 'approve')
                        order by position
                        """)
                .bind("id", id.toString())
                .bind("after", after)
                .bind("upTo", upTo);
    }

    private record Row(
            int version, String act, String actor, @Nullable String detail, Instant changed) {}

    /**
     * A page of the history of a notice.
     *
     * @param withdrawn whether the notice is in the bin
     * @param versions the newest first
     * @param next the number before which the next page begins; empty at the end
     */
    public record History(Notice current, boolean withdrawn, List<Version> versions, Optional<Integer> next) {}

    /**
     * A version of a notice.
     *
     * @param former the version before; empty if the board does not have it
     * @param made who made it and how; empty if the journal does not say so
     */
    public record Version(Notice notice, Optional<Notice> former, Optional<Made> made) {}

    /**
     * What the journal says about a version.
     *
     * @param name the shown name of the actor; empty if it has no account, or no longer
     * @param detail of an act {@code restore}: the number of the version that was restored; null if it was the bin
     */
    public record Made(
            String act,
            String actor,
            Optional<String> name,
            @Nullable String detail) {}
}
