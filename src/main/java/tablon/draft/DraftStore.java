package tablon.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import tablon.access.Actor;
import tablon.draft.Draft.Typed;
import tablon.json.CleanText;
import tablon.json.Form;
import tablon.json.Json;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;
import tablon.text.Text;

/**
 * The drafts of each account, at most one of each notice. Writing one is no change of the board: readers' answers stay in the
 * cache, and the journal has no row of it.
 */
public final class DraftStore {
    static final int MAX_OF_ACCOUNT = 100;
    /** A draft that the person did not save expires when it was not touched for this long. */
    public static final Duration RETENTION = Duration.ofDays(30);

    private static final int CONFLICT = 409;
    private static final int MAX_TITLE = 200;
    /** Longer than those of the form; {@link Json} reads no names over 1,000 characters. */
    private static final int MAX_NAME = 100;
    /** How many expired drafts one write removes. */
    private static final int EXPIRED_AT_ONCE = 10;

    private static final int MAX_EXPORTED_CHARACTERS = 1024 * 1024;
    private static final TypeReference<LinkedHashMap<String, List<String>>> FIELDS = new TypeReference<>() {};

    private final Database database;
    private final Clock clock;

    public DraftStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The drafts of {@code author}, the last saved first. */
    public List<Draft> of(Actor author) {
        return database.read(handle -> handle.createQuery("""
                        select notice, title, fresh, kept, saved from draft
                        where account = :account and (kept = true or saved > :oldest)
                        order by saved desc, notice desc
                        """)
                .bind("account", author.account())
                .bind("oldest", oldest())
                .map(DraftStore::draft)
                .list());
    }

    /** The draft that {@code author} has of this notice. */
    public Optional<Typed> find(Actor author, UUID notice) {
        return database.read(handle -> handle.createQuery("""
                        select notice, title, fresh, kept, saved, fields from draft
                        where account = :account and notice = :notice and (kept = true or saved > :oldest)
                        """)
                .bind("account", author.account())
                .bind("notice", notice)
                .bind("oldest", oldest())
                .map(DraftStore::typed)
                .findOne());
    }

    /** The drafts of {@code author} after the one of the notice {@code after}, in the order of the ids, about 1 MiB of them. */
    public Export export(Actor author, Optional<UUID> after) {
        return database.read(handle -> handle.createQuery("""
                        select notice, title, fresh, kept, saved, fields, number from (
                            select draft.*, sum(length(fields)) over (order by notice) as total, count(*) over () as number
                            from draft
                            where account = :account and notice > :after and (kept = true or saved > :oldest)
                        ) as summed
                        where total - length(fields) <= :max order by notice
                        """)
                .bind("account", author.account())
                .bind("after", after.orElse(new UUID(0, 0)))
                .bind("oldest", oldest())
                .bind("max", MAX_EXPORTED_CHARACTERS)
                .reduceRows(Export.NONE, Export::with));
    }

    /**
     * Saves what {@code author} has typed for this notice, whatever it is.
     *
     * @param kept whether the person asked for it; a draft that the person saved once does not expire later
     * @throws Problem 409 if the account has too many drafts, 403 without an account
     */
    public void save(Actor author, UUID notice, Form form, boolean kept) {
        if (author.account().isEmpty()) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
        var fields = fields(form);
        database.write(handle -> {
            removeExpired(handle);
            requireRoom(handle, author, notice);
            return handle.createUpdate("""
                            insert into draft (account, notice, fields, title, fresh, kept, saved)
                            values (:account, :notice, :fields, :title, :fresh, :kept, :saved)
                            on conflict (account, notice) do update set fields = excluded.fields, title = excluded.title,
                                fresh = excluded.fresh, kept = (draft.kept = true or excluded.kept = true), saved = excluded.saved
                            """)
                    .bind("account", author.account())
                    .bind("notice", notice)
                    .bind("fields", fields)
                    .bind("title", title(form))
                    .bind("fresh", form.first("version").isEmpty())
                    .bind("kept", kept)
                    .bind("saved", now())
                    .execute();
        });
    }

    /** Removes the draft that {@code author} has of this notice, if there is one. */
    public void discard(Actor author, UUID notice) {
        database.write(handle -> remove(handle, author, notice));
    }

    /** The same, in the transaction that stores the notice. */
    public static int remove(Handle handle, Actor author, UUID notice) {
        return handle.createUpdate("delete from draft where account = :account and notice = :notice")
                .bind("account", author.account())
                .bind("notice", notice)
                .execute();
    }

    private void removeExpired(Handle handle) {
        handle.createUpdate("""
                        delete from draft where (account, notice) in (
                            select account, notice from draft where kept = false and saved <= :oldest
                            order by saved limit :limit
                        )
                        """)
                .bind("oldest", oldest())
                .bind("limit", EXPIRED_AT_ONCE)
                .execute();
    }

    private void requireRoom(Handle handle, Actor author, UUID notice) {
        int others = handle.createQuery("""
                        select count(*) from draft
                        where account = :account and notice <> :notice and (kept = true or saved > :oldest)
                        """)
                .bind("account", author.account())
                .bind("notice", notice)
                .bind("oldest", oldest())
                .mapTo(Integer.class)
                .one();
        if (others >= MAX_OF_ACCOUNT) {
            throw Problem.invalid(List.of(Fault.at("", Text.of("fault.too-many-drafts", MAX_OF_ACCOUNT))))
                    .with(CONFLICT);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant oldest() {
        return now().minus(RETENTION);
    }

    /** Without the button that was pressed, and without names that no form of the board has. */
    private static String fields(Form form) {
        var kept = new LinkedHashMap<>(form.sent());
        kept.keySet().removeIf(name -> name.length() > MAX_NAME || name.equals("accion"));
        return new String(Json.bytes(kept), StandardCharsets.UTF_8);
    }

    private static String title(Form form) {
        var typed = form.typed("titulo");
        var title = new StringBuilder();
        typed.codePoints()
                .limit(MAX_TITLE)
                .map(c -> CleanText.hasForbidden(Character.toString(c), false) ? ' ' : c)
                .forEach(title::appendCodePoint);
        return CleanText.isBlank(title.toString()) ? "" : title.toString().strip();
    }

    /**
     * A part of the drafts of an account.
     *
     * @param next the id of the last one, if others follow
     */
    public record Export(List<Typed> drafts, Optional<UUID> next) {
        public static final Export NONE = new Export(List.of(), Optional.empty());

        private Export with(RowView row) {
            var longer = new ArrayList<>(drafts);
            longer.add(typed(row));
            boolean isLast = longer.size() == row.getColumn("number", Integer.class);
            return new Export(
                    List.copyOf(longer), isLast ? Optional.empty() : Optional.of(row.getColumn("notice", UUID.class)));
        }
    }

    private static Typed typed(RowView row) {
        return new Typed(draft(row), new Form(read(row.getColumn("fields", String.class))));
    }

    private static Map<String, List<String>> read(String fields) {
        try {
            return Json.mapper().readValue(fields, FIELDS);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Draft draft(RowView row) {
        return new Draft(
                row.getColumn("notice", UUID.class),
                row.getColumn("title", String.class),
                row.getColumn("fresh", Boolean.class),
                row.getColumn("kept", Boolean.class),
                row.getColumn("saved", Instant.class));
    }
}
