package tablon.page;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import tablon.notice.Notice;
import tablon.notice.Slice;
import tablon.page.Phrase.Quote;

/**
 * The model of one page of the board.
 *
 * @param pinned the notices shown above the others; empty in a search, which does not separate them
 * @param days the other notices
 * @param apiAddress the base address of the API, shown on an empty board
 */
public record BoardPage(
        Frame frame,
        Head head,
        Phrase heading,
        List<Teaser> pinned,
        List<Day> days,
        Optional<String> newer,
        Optional<String> older,
        String apiAddress) {
    /** More hits of a search are not counted. */
    static final int MAX_HITS = 100;

    /** @param hits the number of notices that the search finds, exact up to {@link #MAX_HITS}; empty without search */
    static BoardPage of(PageRequest request, Frame frame, Dates dates, Slice slice, OptionalInt hits) {
        boolean searching = hits.isPresent();
        var heading = heading(frame, dates, slice, hits);
        return new BoardPage(
                frame,
                head(request, frame, heading),
                heading,
                teasers(slice, frame, dates, notice -> notice.pinned() && !searching),
                Day.of(teasers(slice, frame, dates, notice -> !notice.pinned() || searching), frame, dates),
                slice.newer().map(cursor -> frame.board().at(cursor).path()),
                slice.older().map(cursor -> frame.board().at(cursor).path()),
                request.absolute(frame.path("api")));
    }

    private static List<Teaser> teasers(Slice slice, Frame frame, Dates dates, Predicate<Notice> which) {
        return slice.notices().stream()
                .filter(which)
                .map(notice -> Teaser.of(notice, frame, dates))
                .toList();
    }

    /** The heading; a later page also has the period of its notices, so that each page has its own. */
    private static Phrase heading(Frame frame, Dates dates, Slice slice, OptionalInt hits) {
        var first = hits.isPresent()
                ? results(frame, hits.getAsInt())
                : frame.board().campus().isPresent() ? frame.place() : frame.phrase("news");
        return slice.newer().isPresent() ? first.followedBy(": " + period(frame, dates, slice)) : first;
    }

    private static Phrase results(Frame frame, int hits) {
        var number = hits > MAX_HITS ? frame.text("hits.many", MAX_HITS) : frame.text("hits", hits);
        return frame.board()
                .campus()
                .map(code -> frame.phrase("results.campus", number, words(frame), frame.campus(code)))
                .orElseGet(() -> frame.phrase("results", number, words(frame)));
    }

    /** The words of the search: their language is not known. */
    private static Quote words(Frame frame) {
        return new Quote(frame.board().search().orElseThrow(), null);
    }

    private static String period(Frame frame, Dates dates, Slice slice) {
        var days = slice.notices().stream()
                .map(notice -> dates.day(notice.published()))
                .sorted(Comparator.naturalOrder())
                .toList();
        var first = days.get(0);
        var last = days.get(days.size() - 1);
        var end = dates.dateWithoutWeekday(last);
        return first.equals(last) ? end : frame.text("period", dates.start(first, last), end);
    }

    private static Head head(PageRequest request, Frame frame, Phrase heading) {
        var board = frame.board();
        var place = board.campus().isPresent() ? frame.place().text() : frame.boardName();
        // search results and later pages change too much to be indexed
        boolean indexable = board.search().isEmpty() && board.cursor().isEmpty();
        return new Head(
                heading.text(),
                frame.text("about", place),
                indexable
                        ? Optional.of(request.absolute(
                                board.inLanguage(Optional.empty()).path()))
                        : Optional.empty(),
                Optional.empty());
    }

    public Phrase searchEverywhere() {
        return frame.phrase("empty.search.all", words(frame));
    }

    public Phrase searchTip() {
        return frame.phrase("empty.search.words", frame.example("prefix"), frame.example("word"));
    }

    public boolean isEmpty() {
        return pinned.isEmpty() && days.isEmpty();
    }
}
