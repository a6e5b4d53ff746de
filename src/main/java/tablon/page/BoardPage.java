package tablon.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tablon.notice.Notice;
import tablon.notice.Slice;

/**
 * A part of the board.
 *
 * @param pinned those that stand above all others; in a search none does
 * @param apiAddress where notices are sent to, for the one who finds the board empty
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

    static BoardPage of(Visit visit, Frame frame, Dates dates, Slice slice) {
        boolean searching = frame.board().search().isPresent();
        return new BoardPage(
                frame,
                head(visit, frame),
                dates,
                teasers(slice, frame, notice -> notice.pinned() && !searching),
                teasers(slice, frame, notice -> !notice.pinned() || searching),
                slice.newer().map(cursor -> frame.board().at(cursor).path()),
                slice.older().map(cursor -> frame.board().at(cursor).path()),
                visit.absolute(frame.path("api")));
    }

    private static List<Teaser> teasers(Slice slice, Frame frame, Predicate<Notice> which) {
        return slice.notices().stream()
                .filter(which)
                .map(notice -> Teaser.of(notice, frame))
                .toList();
    }

    private static Head head(Visit visit, Frame frame) {
        var board = frame.board();
        var place = board.campus().map(frame::nameOf);
        var title = board.search()
                .map(words -> frame.text("results", words))
                .or(() -> place)
                .orElseGet(() -> frame.text("news"));
        var description = frame.text("about", place.orElse(frame.boardName()));
        // what a search or a later part shows is nothing to be found again
        boolean lasting = board.search().isEmpty() && board.cursor().isEmpty();
        return new Head(
                title,
                description,
                lasting ? Optional.of(visit.absolute(board.path())) : Optional.empty(),
                Optional.empty());
    }

    public boolean isEmpty() {
        return pinned.isEmpty() && others.isEmpty();
    }
}
