package tablon.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import tablon.journal.Act;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Thing;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.Database;

/** The labels of notices. A label is created when a notice with it comes onto the board. */
public final class LabelStore {
    /** The kind of labels in the journal. */
    private static final String KIND = "label";

    /** More labels are not listed. */
    private static final int MAX_LISTED = 1_000;

    private static final RowMapper<Label> LABEL =
            (row, context) -> new Label(row.getInt("number"), row.getInt("main"), row.getString("name"));

    private final Database database;
    private final Clock clock;

    public LabelStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The labels of visible notices, sorted by name without case and accents, with the number of these notices; at most 1,000
     * labels, the most used. Reads all visible notices that have a label.
     */
    public List<Used> used() {
        return database
                .read(handle -> used(handle, clock.instant())
                        .map((row, context) -> new Used(row.getString(1), row.getInt(2)))
                        .list())
                .stream()
                .sorted(Comparator.comparing(used -> Label.fold(used.name())))
                .toList();
    }

    static Query used(Handle handle, Instant now) {
        return handle.createQuery("""
                        select max(main.name), count(distinct n.id) as notices
                        from news_label nl
                        join label l on l.number = nl.label
                        join label main on main.number = l.main
                        join news n on n.id = nl.notice
                        where n.archived = false and n.published <= :now and (n.expires is null or n.expires > :now)
                        group by main.number
                        order by notices desc, max(main.folded) limit :most
                        """).bind("now", now).bind("most", MAX_LISTED);
    }

    /** The label that has or had this name, in any spelling; empty if no notice ever had it. */
    public Optional<Used> find(String name) {
        return database.read(
                handle -> find(handle, name).map(found -> used(handle, main(handle, found), clock.instant())));
    }

    /** The label with this name, in any spelling, as the board spells it; empty if no notice ever had it. */
    public Optional<String> spelling(String name) {
        return database.read(
                handle -> find(handle, name).map(found -> main(handle, found).name()));
    }

    /**
     * Renames a label in all notices that have it, or makes it one with the label that has the new name. The former name leads
     * to the label from now on.
     *
     * @param from any name that the label has or had, in any spelling
     * @return the label as it is now
     * @throws Problem 404 if there is no such label, 409 if another label has the new name and the draft does not merge them
     */
    public static Used rename(Change change, String from, LabelDraft draft) {
        var handle = change.handle();
        var source = main(handle, find(handle, from).orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_LABEL, from)));
        var named = find(handle, draft.name());
        var target = named.map(found -> main(handle, found)).orElse(source);
        if (target.number() != source.number()) {
            if (!draft.merge()) {
                throw Problem.of(ProblemType.LABEL_EXISTS, target.name());
            }
            merge(change, source, target);
            return used(handle, target, change.now());
        }
        if (!draft.name().equals(source.name())) {
            if (named.isEmpty()) {
                insert(handle, draft.name(), Optional.of(source.number()));
            }
            rename(change, source, draft.name());
        }
        return used(handle, new Label(source.number(), source.main(), draft.name()), change.now());
    }

    private static void rename(Change change, Label label, String name) {
        change.handle()
                .createUpdate("update label set name = :name where number = :number")
                .bind("name", name)
                .bind("number", label.number())
                .execute();
        respell(change.handle(), label.number(), label.name(), name);
        JournalStore.append(
                change, Act.UPDATE, new Thing(KIND, name).withDetail("nombre: " + label.name() + " → " + name));
    }

    private static void merge(Change change, Label source, Label target) {
        // before the rows of the source are among those of the target, which are spelled right
        respell(change.handle(), source.number(), source.name(), target.name());
        change.handle()
                .createUpdate("update label set main = :target where main = :source")
                .bind("target", target.number())
                .bind("source", source.number())
                .execute();
        JournalStore.append(
                change,
                Act.UPDATE,
                new Thing(KIND, target.name()).withDetail("unir: " + source.name() + " → " + target.name()));
    }

    private static Used used(Handle handle, Label label, Instant now) {
        return handle.createQuery("""
                        select count(distinct n.id)
                        from label l
                        join news_label nl on nl.label = l.number
                        join news n on n.id = nl.notice
                        where l.main = :main
                            and n.archived = false and n.published <= :now and (n.expires is null or n.expires > :now)
                        """)
                .bind("main", label.number())
                .bind("now", now)
                .map((row, context) -> new Used(label.name(), row.getInt(1)))
                .one();
    }

    /** Replaces a name in all notices on the board that have the label. Their JSON changes, their times do not. */
    private static void respell(Handle handle, int main, String former, String name) {
        var rows = handle.createQuery("""
                        select distinct n.id, n.labels from news n
                        join news_label nl on nl.notice = n.id join label l on l.number = nl.label
                        where l.main = :main
                        """)
                .bind("main", main)
                .map((row, context) -> new Labelled(
                        context.findColumnMapperFor(UUID.class).orElseThrow().map(row, 1, context),
                        List.of(row.getString(2).split("\n"))))
                .list();
        var batch = handle.prepareBatch("update news set labels = :labels, version = version + 1 where id = :id");
        for (var row : rows) {
            var names = new LinkedHashSet<String>();
            row.labels.forEach(label -> names.add(label.equals(former) ? name : label));
            batch.bind("id", row.id).bind("labels", String.join("\n", names)).add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** The notice with its labels as the board spells them. */
    static Notice spelled(Handle handle, Notice notice) {
        return notice.labels().isEmpty() ? notice : notice.labelled(spelled(handle, notice.labels()));
    }

    private static List<String> spelled(Handle handle, Collection<String> names) {
        var spelled = new LinkedHashSet<String>();
        for (var name : names) {
            spelled.add(
                    find(handle, name).map(found -> main(handle, found).name()).orElse(name));
        }
        return List.copyOf(spelled);
    }

    /** Connects a notice on the board with its labels, and creates those that are new. */
    static void attach(Handle handle, Notice notice) {
        handle.createUpdate("delete from news_label where notice = :id")
                .bind("id", notice.id())
                .execute();
        for (var name : notice.labels()) {
            int number = find(handle, name).map(Label::main).orElseGet(() -> insert(handle, name, Optional.empty()));
            handle.createUpdate("insert into news_label (notice, label) values (:id, :number)")
                    .bind("id", notice.id())
                    .bind("number", number)
                    .execute();
        }
    }

    /** The words that the index has for the labels and the event of a notice on the board, each after a space. */
    static String markers(Handle handle, Notice notice) {
        var labels = notice.labels().isEmpty()
                ? List.<Integer>of()
                : handle.createQuery("select label from news_label where notice = :id")
                        .bind("id", notice.id())
                        .mapTo(Integer.class)
                        .list();
        return labels.stream().map(number -> " " + Words.ofLabel(number)).collect(Collectors.joining())
                + (notice.hasOccasion() ? " " + Words.EVENT : "");
    }

    /** The markers of this label in the index of words: a notice with the label has one of them. Empty if there is no such label. */
    static Set<String> markers(Handle handle, String name) {
        return handle.createQuery("""
                        select other.number from label l join label other on other.main = l.main
                        where l.folded = :folded
                        """).bind("folded", Label.fold(name)).mapTo(Integer.class).list().stream()
                .map(Words::ofLabel)
                .collect(Collectors.toSet());
    }

    /** The row with this name. */
    private static Optional<Label> find(Handle handle, String name) {
        return handle.createQuery("select number, main, name from label where folded = :folded")
                .bind("folded", Label.fold(name))
                .map(LABEL)
                .findOne();
    }

    private static Label main(Handle handle, Label found) {
        return found.number() == found.main()
                ? found
                : handle.createQuery("select number, main, name from label where number = :main")
                        .bind("main", found.main())
                        .map(LABEL)
                        .one();
    }

    private static int insert(Handle handle, String name, Optional<Integer> main) {
        int number = handle.createQuery("select coalesce(max(number), 0) + 1 from label")
                .mapTo(Integer.class)
                .one();
        handle.createUpdate("insert into label (number, folded, main, name) values (:number, :folded, :main, :name)")
                .bind("number", number)
                .bind("folded", Label.fold(name))
                .bind("main", main.orElse(number))
                .bind("name", name)
                .execute();
        return number;
    }

    private record Labelled(UUID id, List<String> labels) {}

    /**
     * A label.
     *
     * @param notices the number of visible notices that have it
     */
    public record Used(
            @JsonProperty("nombre") String name,
            @JsonProperty("noticias") int notices) {}
}
