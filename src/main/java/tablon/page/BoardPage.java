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
 * @param pinned the notices shown above the others; empty in lists that do not separate them
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
        boolean separate = !frame.board().filter().ignoresPins();
        var heading = heading(frame, dates, slice, hits);
        return new BoardPage(
                frame,
                head(request, frame, heading, slice),
                heading,
                teasers(slice, frame, dates, notice -> notice.pinned() && separate),
                Day.of(teasers(slice, frame, dates, notice -> !notice.pinned() || !separate), frame, dates),
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
        var filtered = filtered(frame, hits);
        return slice.newer().isPresent() ? filtered.followedBy(": " + period(frame, dates, slice)) : filtered;
    }

    /** The notices that the page shows, such as the name of the campus, or “Events with the label “Library” in Main Campus”. */
    private static Phrase filtered(Frame frame, OptionalInt hits) {
        var board = frame.board();
        if (board.campus().isPresent() && !board.filter().ignoresPins()) {
            return frame.place();
        }
        var heading = hits.isPresent()
                ? results(frame, hits.getAsInt())
                : frame.phrase(board.filter().events() ? "events" : "news");
        if (board.label().isPresent()) {
            heading = heading.followedBy(" ").followedBy(frame.phrase("with-label", label(frame)));
        }
        if (board.campus().isPresent()) {
            heading = heading.followedBy(" ")
                    .followedBy(frame.phrase(
                            "in-campus", frame.campus(board.campus().get())));
        }
        return heading;
    }

    private static Phrase results(Frame frame, int hits) {
        var number = hits > MAX_HITS ? frame.text("hits.many", MAX_HITS) : frame.text("hits", hits);
        return frame.phrase(frame.board().filter().events() ? "results.events" : "results", number, words(frame));
    }

    private static Quote label(Frame frame) {
        return new Quote(frame.board().label().orElseThrow(), frame.contentLang());
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

    private static Head head(PageRequest request, Frame frame, Phrase heading, Slice slice) {
        var board = frame.board();
        // search results and later pages change too much to be indexed; anybody can make up a label that no notice has
        boolean indexable = board.search().isEmpty()
                && board.cursor().isEmpty()
                && (board.label().isEmpty() || !slice.notices().isEmpty());
        return new Head(
                heading.text(),
                about(frame, heading),
                indexable
                        ? Optional.of(request.absolute(
                                board.inLanguage(Optional.empty()).path()))
                        : Optional.empty(),
                Optional.empty());
    }

    private static String about(Frame frame, Phrase heading) {
        var board = frame.board();
        if (board.label().isPresent() || board.filter().events()) {
            return frame.text("about.filtered", heading.text(), frame.boardName());
        }
        return frame.text("about", board.campus().isPresent() ? frame.place().text() : frame.boardName());
    }

    /** Whether the heading is a sentence. */
    public boolean hasLongHeading() {
        return frame.board().search().isPresent() || frame.board().label().isPresent() || newer.isPresent();
    }

    /** The text of a link to the same page without its label. */
    public Phrase removeLabel() {
        return frame.phrase("label.remove", label(frame));
    }

    /** The text of a link to the notices with this label in all campuses. */
    public Phrase labelEverywhere() {
        return frame.phrase("empty.label.all", label(frame));
    }

    /** The text that says that there are no notices, without a search. */
    public String emptyText() {
        var board = frame.board();
        var what = board.label().isPresent() ? "empty.label" : board.filter().events() ? "empty.events" : "empty";
        return frame.text(board.campus().isPresent() ? what + ".campus" : what);
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
