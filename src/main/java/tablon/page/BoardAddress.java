package tablon.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tablon.notice.Cursor;

/**
 * Where a part of the board is found.
 *
 * @param home the path under which the application lies, with a slash at its end
 * @param campus the code of the one whose notices are shown
 * @param search what is searched for
 * @param cursor the place in the list from which on it is shown
 */
public record BoardAddress(String home, Optional<String> campus, Optional<String> search, Optional<Cursor> cursor) {

    static BoardAddress home(String home) {
        return new BoardAddress(home, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same search in one campus, or in all. */
    public BoardAddress in(Optional<String> other) {
        return new BoardAddress(home, other, search, Optional.empty());
    }

    BoardAddress at(Cursor place) {
        return new BoardAddress(home, campus, search, Optional.of(place));
    }

    /** The path and the query, as a link has them. */
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
