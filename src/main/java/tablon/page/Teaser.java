package tablon.page;

import java.util.Optional;
import tablon.notice.Notice;
import tablon.page.markdown.Markdown;

/**
 * A notice as the board lists it.
 *
 * @param campus the name of its campus; empty if the page shows one campus only
 */
public record Teaser(Notice notice, String path, Optional<String> campus, String excerpt) {
    private static final int MAX_EXCERPT_LENGTH = 180;

    static Teaser of(Notice notice, Frame frame) {
        return new Teaser(
                notice,
                frame.board().notice(notice.id()),
                frame.board().campus().isPresent() ? Optional.empty() : Optional.of(frame.nameOf(notice.campus())),
                Markdown.excerpt(notice.description(), MAX_EXCERPT_LENGTH));
    }

    public boolean hasFacts() {
        return notice.pinned() || campus.isPresent() || notice.expires() != null;
    }
}
