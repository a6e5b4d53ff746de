package tablon.page;

import java.text.Collator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The model of the page that explains how to follow the board.
 *
 * @param labels the labels to choose from, sorted by name
 */
public record FollowPage(Frame frame, Head head, PageRequest request, List<String> labels) {

    static FollowPage of(PageRequest request, Frame frame, List<String> labels) {
        var all = request.absolute(frame.path("seguir"));
        var head = new Head(
                frame.text("follow.title"),
                frame.text("follow.about", frame.boardName()),
                Optional.of(all),
                Optional.empty());
        var sorted = Stream.concat(labels.stream(), frame.board().filter().label().stream())
                .distinct()
                .sorted(Collator.getInstance(frame.language().locale()))
                .toList();
        return new FollowPage(frame, head, request, sorted);
    }

    public boolean isFiltered() {
        return !frame.filter().isEmpty();
    }

    /** The absolute address of a feed with the chosen filter. */
    public String address(String name) {
        return request.absolute(frame.board().sameIn(name));
    }

    /** The address at which a device subscribes to the calendar. */
    public String subscription() {
        return address("calendario.ics").replaceFirst("^https?:", "webcal:");
    }

    public String embedded() {
        return request.absolute(
                BoardAddress.in(frame.board().chosen(), frame.board().sameIn("insertar")));
    }

    /**
     * The HTML for another site. Without the two permissions its links would open nothing: a page of the board refuses to be
     * in a frame, and to be in a window with the limits of a sandbox.
     */
    public String snippet() {
        return """
                <iframe src="%s" title="%s" width="320" height="480" style="border:0;max-width:100%%" loading="lazy" \
                sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
                """.formatted(attribute(embedded()), attribute(frame.followed())).strip();
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
