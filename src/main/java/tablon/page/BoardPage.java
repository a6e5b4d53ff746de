package tablon.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tablon.notice.Notice;
import tablon.notice.Slice;

/**
 * The model of one page of the board.
 *
 * @param pinned the notices shown above the others; empty in a search, which does not separate them
 * @param apiAddress the base address of the API, shown on an empty board
 */
public record BoardPage(
        Frame frame,
        Head head,
        Dates dates,
        List<Teaser> pinned,
        List<Teaser> others,
        Optional<String> newer,
        Optional<String> older,
        String apiAddress) {

    static BoardPage of(PageRequest request, Frame frame, Dates dates, Slice slice) {
        boolean searching = frame.board().search().isPresent();
        return new BoardPage(
                frame,
                head(request, frame),
                dates,
                teasers(slice, frame, notice -> notice.pinned() && !searching),
                teasers(slice, frame, notice -> !notice.pinned() || searching),
                slice.newer().map(cursor -> frame.board().at(cursor).path()),
                slice.older().map(cursor -> frame.board().at(cursor).path()),
                request.absolute(frame.path("api")));
    }

    private static List<Teaser> teasers(Slice slice, Frame frame, Predicate<Notice> which) {
        return slice.notices().stream()
                .filter(which)
                .map(notice -> Teaser.of(notice, frame))
                .toList();
    }

    private static Head head(PageRequest request, Frame frame) {
        var board = frame.board();
        var place = board.campus().map(frame::nameOf);
        var title = board.search()
                .map(words -> frame.text("results", words))
                .or(() -> place)
                .orElseGet(() -> frame.text("news"));
        var description = frame.text("about", place.orElse(frame.boardName()));
        // search results and later pages change too much to be indexed
        boolean indexable = board.search().isEmpty() && board.cursor().isEmpty();
        return new Head(
                title,
                description,
                indexable
                        ? Optional.of(request.absolute(
                                board.inLanguage(Optional.empty()).path()))
                        : Optional.empty(),
                Optional.empty());
    }

    public boolean isEmpty() {
        return pinned.isEmpty() && others.isEmpty();
    }
}
