package tablon.access;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * Refuses what another website makes a browser send (cross-site request forgery): a request that is not safe, and that the
 * browser sends without asking this board, because it has the session cookie or the body of a form.
 *
 * <p>{@code Sec-Fetch-Site} decides, else {@code Origin} (both are set by the browser). A request with neither comes from a
 * program or an old browser, so it is refused only if it uses a session. A request with {@code Authorization} passes: no
 * browser adds a bearer token by itself.
 */
@Priority(Priorities.AUTHENTICATION)
public final class CrossSite implements ContainerRequestFilter {
    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
    private static final String ORIGIN = "Origin";
    private static final Set<String> FORMS =
            Set.of(MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA, MediaType.TEXT_PLAIN);

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (Authorization.isSafe(request)
                || request.getHeaders().containsKey(HttpHeaders.AUTHORIZATION)
                || (!Credentials.mayHaveSession(request) && !isForm(request.getMediaType()))) {
            return;
        }
        var evidence = new Evidence(
                values(request, SEC_FETCH_SITE),
                values(request, ORIGIN),
                Credentials.mayHaveSession(request)
                        && !resource.getResourceMethod().isAnnotationPresent(PermitAll.class));
        if (!isAccepted(evidence, request.getUriInfo().getBaseUri())) {
            throw Problem.of(ProblemType.CROSS_SITE);
        }
    }

    /**
     * Whether a request comes from the board itself, as far as its headers tell.
     *
     * @param board the address of the board as browsers know it: {@code PUBLIC_URL}, or that of the request
     */
    static boolean isAccepted(Evidence evidence, URI board) {
        if (!evidence.sites.isEmpty()) {
            return evidence.sites.equals(List.of("same-origin"));
        }
        // pages with Referrer-Policy: no-referrer send null
        if (!evidence.origins.isEmpty() && !evidence.origins.equals(List.of("null"))) {
            return evidence.origins.size() == 1 && isOf(board, evidence.origins.get(0));
        }
        return !evidence.usesSession;
    }

    private static boolean isOf(URI board, String text) {
        URI origin;
        try {
            origin = new URI(text);
        } catch (URISyntaxException malformed) {
            return false;
        }
        return isOrigin(origin)
                && origin.getHost().equalsIgnoreCase(board.getHost())
                && port(origin, origin) == port(board, origin)
                // behind a proxy for TLS the board may see http, never the other way round
                && !(isHttps(board) && !isHttps(origin));
    }

    /** Whether this is a scheme, a host and a port (RFC 6454, section 6.1). */
    private static boolean isOrigin(URI uri) {
        return uri.getHost() != null
                && (isHttps(uri) || "http".equalsIgnoreCase(uri.getScheme()))
                && uri.getRawUserInfo() == null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static int port(URI uri, URI origin) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isHttps(origin) ? 443 : 80;
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** A page may send bytes without a type, too, and without asking the board. */
    private static boolean isForm(@Nullable MediaType type) {
        return type == null || FORMS.contains((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT));
    }

    private static List<String> values(ContainerRequestContext request, String header) {
        return request.getHeaders().getOrDefault(header, List.of());
    }

    /**
     * Where a request comes from.
     *
     * @param sites the values of {@code Sec-Fetch-Site}
     * @param origins the values of {@code Origin}
     * @param usesSession it has a session cookie, and the resource method needs a credential
     */
    record Evidence(List<String> sites, List<String> origins, boolean usesSession) {}
}
