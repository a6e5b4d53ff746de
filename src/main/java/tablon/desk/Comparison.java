package tablon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tablon.notice.Notice;
import tablon.page.Dates;
import tablon.page.Frame;

/**
 * The stored notice beside the one that a person wrote.
 *
 * @param rows the fields, those that differ first
 * @param storedLanguage the language of the stored notice, as a tag
 * @param ownLanguage the language of the other one
 */
public record Comparison(List<Row> rows, String storedLanguage, String ownLanguage) {
    private static final Set<String> WRITTEN = Set.of("titulo", "descripcion");

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
            return difference.stored().stream().anyMatch(Difference.Part::isChanged)
                    || difference.own().stream().anyMatch(Difference.Part::isChanged);
        }
    }

    static Comparison of(Frame frame, Dates dates, Notice stored, Notice own) {
        var times = new Times(frame, dates);
        var rows = List.of(
                row(frame, "titulo", stored.title(), own.title(), false),
                row(frame, "descripcion", stored.description(), own.description(), true),
                row(frame, "campus", frame.nameOf(stored.campus()), frame.nameOf(own.campus()), false),
                row(
                        frame,
                        "idioma",
                        EditorPage.languageName(frame, stored.language()),
                        EditorPage.languageName(frame, own.language()),
                        false),
                row(frame, "publicada", times.of(stored.published()), times.of(own.published()), false),
                row(frame, "caduca", times.ofExpiry(stored), times.ofExpiry(own), false),
                row(frame, "fijada", yes(frame, stored.pinned()), yes(frame, own.pinned()), false));
        var shown = Stream.concat(
                        rows.stream().filter(Row::differs),
                        rows.stream().filter(row -> !row.differs() && row.name().equals("titulo")))
                .toList();
        return new Comparison(shown, stored.language(), own.language());
    }

    private static Row row(Frame frame, String name, String stored, String own, boolean lines) {
        return new Row(name, frame.text("editor." + name), Difference.of(stored, own), lines);
    }

    private static String yes(Frame frame, boolean value) {
        return frame.text(value ? "yes" : "no");
    }

    private record Times(Frame frame, Dates dates) {
        String of(Instant moment) {
            return EditorPage.moment(frame, dates, moment);
        }

        String ofExpiry(Notice notice) {
            return Optional.ofNullable(notice.expires()).map(this::of).orElseGet(() -> frame.text("editor.never"));
        }
    }
}
