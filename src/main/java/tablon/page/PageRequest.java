package tablon.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tablon.notice.Cursor;
import tablon.text.Language;

/**
 * The parts of a request that every page depends on.
 *
 * @param language the chosen language, else the negotiated one
 * @param chosen the language that the reader chose with {@code ?lang=}; an unknown value is ignored
 * @param base the public base address of the board
 */
public record PageRequest(Language language, Optional<Language> chosen, URI base) {
    private static final String LANGUAGE = "lang";

    static PageRequest of(UriInfo address, HttpHeaders headers, Language fallback) {
        var chosen = Language.tagged(address.getQueryParameters().getFirst(LANGUAGE));
        return of(chosen, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), address.getBaseUri(), fallback);
    }

    /**
     * For an error page: the request may be malformed.
     *
     * @param query the query as sent
     * @param basePath the context path with a trailing slash
     */
    public static PageRequest ofRefused(
            @Nullable String query, @Nullable String acceptLanguage, String basePath, Language fallback) {
        var chosen = parameters(query)
                .filter(PageRequest::choosesLanguage)
                .findFirst()
                .flatMap(parameter -> Language.tagged(parameter.substring(parameter.indexOf('=') + 1)));
        return of(chosen, acceptLanguage, URI.create(basePath), fallback);
    }

    private static PageRequest of(
            Optional<Language> chosen, @Nullable String acceptLanguage, URI base, Language fallback) {
        var language = chosen.orElseGet(() -> Language.negotiate(acceptLanguage, fallback));
        return new PageRequest(language, chosen, base);
    }

    BoardAddress home() {
        return BoardAddress.of(base.getRawPath()).inLanguage(chosen);
    }

    BoardAddress board(Optional<String> campus, Optional<String> search, Optional<Cursor> cursor) {
        return new BoardAddress(base.getRawPath(), chosen, campus, search, cursor);
    }

    /** A relative link from a page with this query to the same page in another language. */
    String translated(@Nullable String query) {
        var others = parameters(query)
                .filter(parameter -> !choosesLanguage(parameter))
                .collect(Collectors.joining("&"));
        return BoardAddress.in(Optional.of(language.other()), others.isEmpty() ? "" : "?" + others);
    }

    String absolute(String path) {
        return base.resolve(path).toString();
    }

    private static Stream<String> parameters(@Nullable String query) {
        return query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&")).filter(parameter -> !parameter.isEmpty());
    }

    private static boolean choosesLanguage(String parameter) {
        return parameter.startsWith(LANGUAGE + "=");
    }
}
