package tablon.page;

import java.util.Optional;
import tablon.notice.Notice;
import tablon.page.markdown.Markdown;

/**
 * The model of the page of one notice.
 *
 * @param data {@link NoticeData} for search engines
 * @param mayEdit whether the person who sees the page may edit the notice
 */
public record NoticePage(Frame frame, Head head, Article article, String data, boolean mayEdit) {
    private static final int MAX_DESCRIPTION_LENGTH = 160;

    static NoticePage of(PageRequest request, Frame frame, Dates dates, Notice notice, boolean mayEdit) {
        var head = new Head(
                notice.title(),
                Markdown.excerpt(notice.description(), MAX_DESCRIPTION_LENGTH),
                Optional.of(request.absolute(
                        frame.board().inLanguage(Optional.empty()).notice(notice.id()))),
                Optional.of(notice.published()));
        var article = Article.of(frame, dates, notice);
        return new NoticePage(
                frame,
                head,
                article,
                NoticeData.of(notice, head.address().orElseThrow(), article.campus(), frame.boardName()),
                mayEdit);
    }

    public Phrase moreFromCampus() {
        return frame.phrase("back.campus", frame.campus(article.notice().campus()));
    }

    /** When readers see the notice, for those who may edit it; empty if they see it from now on for ever. */
    public Optional<String> visibility() {
        var notice = article.notice();
        return switch (notice.state()) {
            case SCHEDULED -> Optional.of(frame.text("visibility.scheduled", article.published()));
            case EXPIRED ->
                Optional.ofNullable(notice.expires())
                        .map(expires -> frame.text("visibility.expired", article.moment(expires)));
            case VISIBLE ->
                Optional.ofNullable(notice.expires())
                        .map(expires -> frame.text("visibility.until", article.moment(expires)));
            case PROPOSED -> Optional.of(frame.text("visibility.proposed"));
            case REFUSED -> Optional.of(frame.text("visibility.refused", String.valueOf(notice.reason())));
            case HIDDEN -> Optional.of(frame.text("visibility.hidden", String.valueOf(notice.reason())));
        };
    }

    /** A link to what moderators may decide about the notice. */
    public String moderation() {
        return frame.link("moderacion?id=" + article.notice().id());
    }

    /** A link to a page for editing the notice. */
    public String link(String act) {
        return frame.link("noticias/" + article.notice().id() + "/" + act);
    }
}
