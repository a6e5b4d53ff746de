package tablon.page;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tablon.notice.Notice;
import tablon.page.Phrase.Quote;
import tablon.page.markdown.Markdown;
import tablon.text.Language;

/**
 * A notice as readers see it, on its page and in a preview.
 *
 * @param campus the name of its campus
 * @param html its description as sanitized HTML
 */
public record Article(Frame frame, Dates dates, Notice notice, String campus, String html) {

    public static Article of(Frame frame, Dates dates, Notice notice) {
        return new Article(
                frame,
                dates,
                notice,
                frame.nameOf(notice.campus()),
                Markdown.html(notice.description(), Language.of(Locale.forLanguageTag(notice.language()))));
    }

    /** The path of the board of its campus. */
    public String campusPath() {
        return frame.board().in(Optional.of(notice.campus())).path();
    }

    /** Such as {@code Monday, 2 March 2026, 10:00 (Central European Time)}. */
    public String published() {
        return moment(notice.published());
    }

    /** A date and a time of day, as above. */
    String moment(Instant moment) {
        return frame.text("published", date(moment), dates.time(moment), dates.zoneName(moment));
    }

    /** Who wrote it. */
    public Optional<Phrase> author() {
        return Optional.ofNullable(notice.authorName()).map(name -> frame.phrase("author", new Quote(name, null)));
    }

    /** The day of the last update; empty if that of the publication. */
    public Optional<String> updated() {
        return Optional.of(notice.updated())
                .filter(updated -> dates.day(updated).isAfter(dates.day(notice.published())))
                .map(this::date);
    }

    /** The last day on which it is visible. */
    public Optional<String> until() {
        return Optional.ofNullable(notice.expires()).map(dates::lastDay).map(dates::date);
    }

    /** When the event takes place; empty if it is no event. */
    public Optional<String> when() {
        return Optional.ofNullable(notice.occasion()).map(event -> When.textWithZone(event, dates, frame));
    }

    public boolean hasPlan() {
        return notice.hasOccasion() || notice.place() != null;
    }

    /** Whether the days of the event are over. */
    public boolean isOver() {
        return Optional.ofNullable(notice.occasion())
                .filter(event -> event.lastDay(dates.zone()).isBefore(dates.today()))
                .isPresent();
    }

    /** The path of the board with the notices that have a label. */
    public String labelPath(String label) {
        return frame.board().labelled(label).path();
    }

    private String date(Instant moment) {
        return dates.date(dates.day(moment));
    }
}
