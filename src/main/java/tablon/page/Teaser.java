package tablon.page;

import java.util.List;
import java.util.Optional;
import tablon.notice.Notice;
import tablon.notice.SearchWords;
import tablon.page.markdown.Markdown;
import tablon.page.markdown.Span;

/**
 * A notice as the board lists it. What the list already says, such as the day or the campus, is not repeated.
 *
 * @param title its title; in a search with the hits marked
 * @param excerpt the beginning of its text; in a search the passage around the hits
 * @param showsPin whether it says that the notice is pinned
 * @param when when the event takes place
 * @param date when it was published
 * @param campus the name of its campus
 * @param until the last day on which it is visible
 * @param place where a search found it, if not in the title
 */
public record Teaser(
        Notice notice,
        String path,
        List<Span> title,
        List<Span> excerpt,
        boolean showsPin,
        Optional<String> when,
        Optional<String> date,
        Optional<String> campus,
        Optional<String> until,
        Optional<String> place) {
    private static final int MAX_EXCERPT_LENGTH = 180;

    static Teaser of(Notice notice, Frame frame, Dates dates) {
        var search = frame.board().search().map(SearchWords::of);
        var title = search.map(words -> Span.of(notice.title(), words))
                .orElseGet(() -> List.of(new Span(notice.title(), false)));
        var excerpt = search.map(words -> Markdown.passage(notice.description(), words, MAX_EXCERPT_LENGTH))
                .orElseGet(() -> List.of(new Span(Markdown.excerpt(notice.description(), MAX_EXCERPT_LENGTH), false)));
        var when = EventRow.when(notice, frame, dates);
        return new Teaser(
                notice,
                frame.board().notice(notice.id()),
                title,
                excerpt,
                notice.pinned() && frame.board().filter().ignoresPins(),
                when,
                Optional.of(dates.shortDate(dates.day(notice.published())))
                        .filter(date ->
                                notice.pinned() && !frame.board().filter().ignoresPins() && when.isEmpty()),
                Optional.of(frame.nameOf(notice.campus()))
                        .filter(name -> frame.board().campus().isEmpty()),
                Optional.ofNullable(notice.expires())
                        .map(dates::lastDay)
                        .filter(day -> !EventDay.isLast(day, notice, dates))
                        .map(dates::shortDate),
                search.filter(words -> !hasHit(title))
                        .map(words -> frame.text(hasHit(excerpt) ? "hit.text" : "hit.link")));
    }

    private static boolean hasHit(List<Span> spans) {
        return spans.stream().anyMatch(Span::marked);
    }

    public boolean hasFacts() {
        return showsPin
                || when.isPresent()
                || date.isPresent()
                || campus.isPresent()
                || until.isPresent()
                || place.isPresent();
    }
}
