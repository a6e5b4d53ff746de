package tablon.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.notice.Cursor;
import tablon.notice.NoticeFilter;
import tablon.text.Language;

/**
 * The parts of a request that every page depends on.
 *
 * @param language the chosen language, else the negotiated one
 * @param chosen the language that the reader chose with {@code ?lang=}; an unknown value is ignored
 * @param base the public base address of the board
 * @param section the first part of the path, such as {@code agenda}; empty for the board, {@code -} for an error page
 * @param actor who asks
 * @param done what the request before this one did, as its redirection says with {@code ?hecho=}
 */
public record PageRequest(
        Language language, Optional<Language> chosen, URI base, String section, Actor actor, Optional<Done> done) {
    private static final String LANGUAGE = "lang";

    static PageRequest of(ContainerRequestContext request, Language fallback) {
        var address = request.getUriInfo();
        var parameters = address.getQueryParameters();
        var actor = Actor.of(request.getSecurityContext());
        // not for readers, because shared answers do not depend on this parameter
        var done = Done.named(parameters.getFirst(Done.PARAMETER)).filter(what -> !actor.isAnonymous());
        return of(
                Language.tagged(parameters.getFirst(LANGUAGE)),
                request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE),
                address.getBaseUri(),
                address.getPath().replaceAll("/.*", ""),
                actor,
                done,
                fallback);
    }

    /**
     * For an error page: the request may be malformed.
     *
     * @param query the query as sent
     * @param basePath the context path with a trailing slash
     */
    public static PageRequest ofRefused(
            @Nullable String query, @Nullable String acceptLanguage, String basePath, Actor actor, Language fallback) {
        var chosen = parameters(query)
                .filter(PageRequest::choosesLanguage)
                .findFirst()
                .flatMap(parameter -> Language.tagged(parameter.substring(parameter.indexOf('=') + 1)));
        return of(chosen, acceptLanguage, URI.create(basePath), "-", actor, Optional.empty(), fallback);
    }

    private static PageRequest of(
            Optional<Language> chosen,
            @Nullable String acceptLanguage,
            URI base,
            String section,
            Actor actor,
            Optional<Done> done,
            Language fallback) {
        var language = chosen.orElseGet(() -> Language.negotiate(acceptLanguage, fallback));
        return new PageRequest(language, chosen, base, section, actor, done);
    }

    /** The address of a page of this board in the chosen language, such as {@code mis-noticias}, for a redirection. */
    public URI address(String relative) {
        return base.resolve(BoardAddress.in(chosen, base.getRawPath() + relative));
    }

    /** The same, to a page that says what was done. */
    public URI address(String relative, Done what) {
        return address(relative + (relative.contains("?") ? "&" : "?") + Done.PARAMETER + "=" + what.parameter());
    }

    BoardAddress home() {
        return BoardAddress.of(base.getRawPath()).inLanguage(chosen);
    }

    BoardAddress board(NoticeFilter filter, Optional<Cursor> cursor) {
        return new BoardAddress(base.getRawPath(), chosen, filter, cursor);
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
