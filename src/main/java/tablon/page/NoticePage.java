package tablon.page;

import java.util.Optional;
import tablon.notice.Notice;
import tablon.page.markdown.Markdown;

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
                Markdown.html(notice.description()),
                NoticeData.of(notice, head.address().orElseThrow(), campus, frame.boardName()));
    }

    /** The path of the board of its campus. */
    public String campusPath() {
        return frame.board().in(Optional.of(notice.campus())).path();
    }

    /** Whether it was updated on a later day than it was published. */
    public boolean wasUpdated() {
        return notice.updated().isAfter(notice.published())
                && !dates.date(notice.updated()).equals(dates.date(notice.published()));
    }
}
