package tablon.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tablon.notice.Cursor;
import tablon.notice.NoticeFilter;
import tablon.text.Language;

/**
 * The address of one page of the board.
 *
 * @param base the context path with a trailing slash
 * @param list which list it is: empty for the notices, else such as {@code agenda} or {@code agenda?mes=2026-12}
 * @param chosen the language that the reader chose with {@code ?lang=}, which every link keeps
 * @param filter which notices it shows
 * @param cursor where the page starts in the list; empty for the first page
 */
public record BoardAddress(
        String base, String list, Optional<Language> chosen, NoticeFilter filter, Optional<Cursor> cursor) {

    /** A page of the list of notices. */
    public BoardAddress(String base, Optional<Language> chosen, NoticeFilter filter, Optional<Cursor> cursor) {
        this(base, "", chosen, filter, cursor);
    }

    /** The notices of all campuses, in no chosen language. */
    static BoardAddress of(String base) {
        return new BoardAddress(base, Optional.empty(), NoticeFilter.NONE, Optional.empty());
    }

    /** The link to the notices of all campuses. */
    public String home() {
        return in(chosen, base);
    }

    /** The first page of the same search in another campus, or in all. */
    public BoardAddress in(Optional<String> other) {
        return with(filter.in(other));
    }

    /** The first page of the notices with this label. */
    public BoardAddress labelled(String label) {
        return with(new NoticeFilter(Optional.empty(), Optional.of(label), Optional.empty(), false));
    }

    /** The first page of the same notices with any label. */
    public BoardAddress unlabelled() {
        return with(new NoticeFilter(filter.campus(), Optional.empty(), filter.search(), filter.events()));
    }

    /** The first page with another filter. */
    public BoardAddress with(NoticeFilter other) {
        return new BoardAddress(base, list, chosen, other, Optional.empty());
    }

    /** The first page of another list with the same filter. */
    public BoardAddress on(String other) {
        return new BoardAddress(base, other, chosen, filter, Optional.empty());
    }

    /** The list without its parameters, to which a form may add others. */
    public String action() {
        return base + list.replaceAll("\\?.*", "");
    }

    /** The code of the selected campus; empty for all. */
    public Optional<String> campus() {
        return filter.campus();
    }

    /** The label, as the board spells it; empty for all. */
    public Optional<String> label() {
        return filter.label();
    }

    /** The search words. */
    public Optional<String> search() {
        return filter.search();
    }

    BoardAddress at(Cursor place) {
        return new BoardAddress(base, list, chosen, filter, Optional.of(place));
    }

    /** The same page in this language; in the negotiated one if it is empty. */
    BoardAddress inLanguage(Optional<Language> language) {
        return new BoardAddress(base, list, language, filter, cursor);
    }

    /** The path and query for a link. */
    public String path() {
        var parameters = parameters(filter);
        cursor.ifPresent(place -> parameters.add("cursor=" + encode(place.encode())));
        return in(chosen, with(base + list, parameters));
    }

    /** A link to another address with the same filter, such as a feed. */
    public String sameIn(String relative) {
        return with(base + relative, parameters(filter));
    }

    private static String with(String address, List<String> parameters) {
        return parameters.isEmpty()
                ? address
                : address + (address.contains("?") ? "&" : "?") + String.join("&", parameters);
    }

    private static List<String> parameters(NoticeFilter filter) {
        List<String> parameters = new ArrayList<>();
        filter.campus().ifPresent(code -> parameters.add("campus=" + encode(code)));
        filter.label().ifPresent(name -> parameters.add("etiqueta=" + encode(name)));
        filter.search().ifPresent(words -> parameters.add("q=" + encode(words)));
        if (filter.events()) {
            parameters.add("evento=true");
        }
        return parameters;
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
