package tablon.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tablon.notice.Cursor;
import tablon.text.Language;

/**
 * The address of one page of the board.
 *
 * @param base the context path with a trailing slash
 * @param chosen the language that the reader chose with {@code ?lang=}, which every link keeps
 * @param campus the code of the selected campus; empty for all
 * @param search the search words
 * @param cursor where the page starts in the list; empty for the first page
 */
public record BoardAddress(
        String base,
        Optional<Language> chosen,
        Optional<String> campus,
        Optional<String> search,
        Optional<Cursor> cursor) {

    /** The notices of all campuses, in no chosen language. */
    static BoardAddress of(String base) {
        return new BoardAddress(base, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The link to the notices of all campuses. */
    public String home() {
        return in(chosen, base);
    }

    /** The first page of the same search in another campus, or in all. */
    public BoardAddress in(Optional<String> other) {
        return new BoardAddress(base, chosen, other, search, Optional.empty());
    }

    BoardAddress at(Cursor place) {
        return new BoardAddress(base, chosen, campus, search, Optional.of(place));
    }

    /** The same page in this language; in the negotiated one if it is empty. */
    BoardAddress inLanguage(Optional<Language> language) {
        return new BoardAddress(base, language, campus, search, cursor);
    }

    /** The path and query for a link. */
    public String path() {
        List<String> parameters = new ArrayList<>();
        campus.ifPresent(code -> parameters.add("campus=" + encode(code)));
        search.ifPresent(words -> parameters.add("q=" + encode(words)));
        cursor.ifPresent(place -> parameters.add("cursor=" + encode(place.encode())));
        return in(chosen, parameters.isEmpty() ? base : base + "?" + String.join("&", parameters));
    }

    /** The path and query for a link to the page of a notice. */
    public String notice(UUID id) {
        return in(chosen, base + "noticias/" + id);
    }

    /** {@code address} with {@code ?lang=}, if a language is given. */
    static String in(Optional<Language> language, String address) {
        return language.map(chosen -> address + (address.contains("?") ? "&" : "?") + "lang=" + chosen.tag())
                .orElse(address);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
