package tablon.page;

import java.util.Optional;
import tablon.notice.Notice;
import tablon.page.markdown.Markdown;

/**
 * One notice.
 *
 * @param html its text
 */
public record NoticePage(Frame frame, Head head, Dates dates, Notice notice, String campus, String html) {
    private static final int LONGEST_DESCRIPTION = 160;

    static NoticePage of(Visit visit, Frame frame, Dates dates, Notice notice) {
        var head = new Head(
                notice.title(),
                Markdown.excerpt(notice.description(), LONGEST_DESCRIPTION),
                Optional.of(visit.absolute(frame.path("noticias/" + notice.id()))),
                Optional.of(notice.published()));
        return new NoticePage(
                frame, head, dates, notice, frame.nameOf(notice.campus()), Markdown.html(notice.description()));
    }

    /** Where more notices of its campus are. */
    public String campusPath() {
        return frame.board().in(Optional.of(notice.campus())).path();
    }

    /** Whether it was changed on a later day than it appeared. */
    public boolean wasUpdated() {
        return notice.updated().isAfter(notice.published())
                && !dates.date(notice.updated()).equals(dates.date(notice.published()));
    }
}
