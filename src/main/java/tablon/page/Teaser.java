package tablon.page;

import java.util.Optional;
import tablon.notice.Notice;
import tablon.page.markdown.Markdown;

/**
 * What the board shows of a notice, so that a reader opens it or goes on.
 *
 * @param campus its name, where notices of several may stand together
 */
public record Teaser(Notice notice, String path, Optional<String> campus, String excerpt) {
    private static final int LONGEST_EXCERPT = 180;

    static Teaser of(Notice notice, Frame frame) {
        return new Teaser(
                notice,
                frame.path("noticias/" + notice.id()),
                frame.board().campus().isPresent() ? Optional.empty() : Optional.of(frame.nameOf(notice.campus())),
                Markdown.excerpt(notice.description(), LONGEST_EXCERPT));
    }

    public boolean hasFacts() {
        return notice.pinned() || campus.isPresent() || notice.expires() != null;
    }
}
