package tablon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tablon.difference.Difference;
import tablon.notice.Notice;
import tablon.page.Dates;
import tablon.page.Frame;
import tablon.page.When;

/**
 * The stored notice beside the one that a person wrote.
 *
 * @param rows the fields, those that differ first
 * @param storedLanguage the language of the stored notice, as a tag
 * @param ownLanguage the language of the other one
 */
public record Comparison(List<Row> rows, String storedLanguage, String ownLanguage) {
    private static final Set<String> WRITTEN = Set.of("titulo", "descripcion");

    private static final Set<String> HAS_LINES = Set.of("descripcion", "lugar");

    /**
     * One field in both versions.
     *
     * @param name the name of the field in the form
     * @param hasLines whether the text has line breaks
     */
    public record Row(String name, String label, Difference difference, boolean hasLines) {
        /** Whether the text is in the language of the notice. */
        public boolean isWritten() {
            return WRITTEN.contains(name);
        }

        public boolean differs() {
            return !difference.isEmpty();
        }
    }

    static Comparison of(Frame frame, Dates dates, Notice stored, Notice own) {
        var rows = rows(frame, dates, stored, own, new Difference.Budget());
        var shown = Stream.concat(
                        rows.stream().filter(Row::differs),
                        rows.stream().filter(row -> !row.differs() && row.name().equals("titulo")))
                .toList();
        return new Comparison(shown, stored.language(), own.language());
    }

    /** The fields that differ from one version of a notice to the next. */
    static List<Row> changes(Frame frame, Dates dates, Notice former, Notice later, Difference.Budget budget) {
        return rows(frame, dates, former, later, budget).stream()
                .filter(Row::differs)
                .toList();
    }

    private static List<Row> rows(Frame frame, Dates dates, Notice before, Notice after, Difference.Budget budget) {
        var times = new Times(frame, dates);
        BiFunction<String, Function<Notice, String>, Row> row = (name, value) -> new Row(
                name,
                frame.text("editor." + name),
                WRITTEN.contains(name)
                        ? Difference.of(value.apply(before), value.apply(after), budget)
                        : Difference.ofWhole(value.apply(before), value.apply(after)),
                HAS_LINES.contains(name));
        return List.of(
                row.apply("titulo", Notice::title),
                row.apply("descripcion", Notice::description),
                row.apply("campus", notice -> frame.nameOf(notice.campus())),
                row.apply("etiquetas", notice -> orNone(frame, String.join(", ", notice.labels()))),
                row.apply("evento", notice -> times.ofEvent(notice)),
                row.apply("lugar", notice -> orNone(frame, notice.place())),
                row.apply("idioma", notice -> EditorPage.languageName(frame, notice.language())),
                row.apply("publicada", notice -> times.of(notice.published())),
                row.apply("caduca", times::ofExpiry),
                row.apply("fijada", notice -> yes(frame, notice.pinned())));
    }

    private static String orNone(Frame frame, @Nullable String value) {
        return value == null || value.isEmpty() ? frame.text("editor.none") : value;
    }

    private static String yes(Frame frame, boolean value) {
        return frame.text(value ? "yes" : "no");
    }

    private record Times(Frame frame, Dates dates) {
        String of(Instant moment) {
            return EditorPage.moment(frame, dates, moment);
        }

        String ofEvent(Notice notice) {
            return orNone(
                    frame,
                    Optional.ofNullable(notice.occasion())
                            .map(event -> When.textWithZone(event, dates, frame))
                            .orElse(null));
        }

        String ofExpiry(Notice notice) {
            return Optional.ofNullable(notice.expires()).map(this::of).orElseGet(() -> frame.text("editor.never"));
        }
    }
}
