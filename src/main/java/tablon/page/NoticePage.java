package tablon.page;

import java.util.Optional;
import tablon.news.News;
import tablon.page.markdown.Markdown;

/**
 * One notice.
 *
 * @param html its text
 */
public record NoticePage(Frame frame, Head head, Dates dates, News news, String campus, String html) {
    private static final int LONGEST_DESCRIPTION = 160;

    static NoticePage of(Visit visit, Frame frame, Dates dates, News news) {
        var head = new Head(
                news.title(),
                Markdown.excerpt(news.description(), LONGEST_DESCRIPTION),
                Optional.of(visit.absolute(frame.path("noticias/" + news.id()))),
                Optional.of(news.published()));
        return new NoticePage(frame, head, dates, news, frame.nameOf(news.campus()), Markdown.html(news.description()));
    }

    /** Where more notices of its campus are. */
    public String campusPath() {
        return frame.board().in(Optional.of(news.campus())).path();
    }

    /** Whether it was changed on a later day than it appeared. */
    public boolean wasUpdated() {
        return news.updated().isAfter(news.published())
                && !dates.date(news.updated()).equals(dates.date(news.published()));
    }
}
