package tablon.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tablon.notice.Cursor;

/**
 * The address of one page of the board.
 *
 * @param home the context path with a trailing slash
 * @param campus the code of the selected campus; empty for all
 * @param search the search words
 * @param cursor where the page starts in the list; empty for the first page
 */
public record BoardAddress(String home, Optional<String> campus, Optional<String> search, Optional<Cursor> cursor) {

    static BoardAddress home(String home) {
        return new BoardAddress(home, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The first page of the same search in another campus, or in all. */
    public BoardAddress in(Optional<String> other) {
        return new BoardAddress(home, other, search, Optional.empty());
    }

    BoardAddress at(Cursor place) {
        return new BoardAddress(home, campus, search, Optional.of(place));
    }

    /** The path and query for a link. */
    public String path() {
        List<String> parameters = new ArrayList<>();
        campus.ifPresent(code -> parameters.add("campus=" + encode(code)));
        search.ifPresent(words -> parameters.add("q=" + encode(words)));
        cursor.ifPresent(place -> parameters.add("cursor=" + encode(place.encode())));
        return parameters.isEmpty() ? home : home + "?" + String.join("&", parameters);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
