package tablon.page;

import java.util.Optional;
import tablon.news.News;
import tablon.page.markdown.Markdown;

/**
 * What the board shows of a notice, so that a reader opens it or goes on.
 *
 * @param campus its name, where notices of several may stand together
 */
public record Teaser(News news, String path, Optional<String> campus, String excerpt) {
    private static final int LONGEST_EXCERPT = 180;

    static Teaser of(News news, Frame frame) {
        return new Teaser(
                news,
                frame.path("noticias/" + news.id()),
                frame.board().campus().isPresent() ? Optional.empty() : Optional.of(frame.nameOf(news.campus())),
                Markdown.excerpt(news.description(), LONGEST_EXCERPT));
    }

    public boolean hasFacts() {
        return news.pinned() || campus.isPresent() || news.expires() != null;
    }
}
