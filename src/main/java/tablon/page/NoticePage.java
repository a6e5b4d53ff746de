package tablon.page;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tablon.notice.Notice;
import tablon.page.markdown.Markdown;
import tablon.text.Language;

/**
 * The model of the page of one notice.
 *
 * @param campus the name of its campus
 * @param html its description as sanitized HTML
 * @param data {@link NoticeData} for search engines
 */
public record NoticePage(Frame frame, Head head, Dates dates, Notice notice, String campus, String html, String data) {
    private static final int MAX_DESCRIPTION_LENGTH = 160;

    static NoticePage of(PageRequest request, Frame frame, Dates dates, Notice notice) {
        var head = new Head(
                notice.title(),
                Markdown.excerpt(notice.description(), MAX_DESCRIPTION_LENGTH),
                Optional.of(request.absolute(
                        frame.board().inLanguage(Optional.empty()).notice(notice.id()))),
                Optional.of(notice.published()));
        var campus = frame.nameOf(notice.campus());
        return new NoticePage(
                frame,
                head,
                dates,
                notice,
                campus,
                Markdown.html(notice.description(), Language.of(Locale.forLanguageTag(notice.language()))),
                NoticeData.of(notice, head.address().orElseThrow(), campus, frame.boardName()));
    }

    /** The path of the board of its campus. */
    public String campusPath() {
        return frame.board().in(Optional.of(notice.campus())).path();
    }

    public Phrase moreFromCampus() {
        return frame.phrase("back.campus", frame.campus(notice.campus()));
    }

    /** Such as {@code Monday, 2 March 2026, 10:00 (Central European Time)}. */
    public String published() {
        return frame.text("published", date(notice.published()), dates.time(notice.published()), dates.zoneName());
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

    private String date(Instant moment) {
        return dates.date(dates.day(moment));
    }
}
