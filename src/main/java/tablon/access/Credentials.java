package tablon.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** A request carries a credential in the {@code Authorization} header or in the session cookie. */
public final class Credentials {
    /** The name of the session cookie on plain http, or below a context path. */
    public static final String SESSION_COOKIE = "tablon_session";
    /** Its name on https: browsers accept it from this host only (RFC 6265bis, section 4.1.3). */
    public static final String HOST_SESSION_COOKIE = "__Host-" + SESSION_COOKIE;

    private static final Set<String> SESSION_COOKIES = Set.of(HOST_SESSION_COOKIE, SESSION_COOKIE);

    private Credentials() {}

    /** Whether the request has a credential, valid or not. The answer to such a request must not be shared. */
    public static boolean areIn(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || (request.getCookies() != null
                        && Arrays.stream(request.getCookies())
                                .map(Cookie::getName)
                                .anyMatch(SESSION_COOKIES::contains));
    }

    /** Whether a {@code Cookie} header mentions the session cookie, however it is parsed. */
    static boolean mayHaveSession(ContainerRequestContext request) {
        return request.getHeaders().getOrDefault(HttpHeaders.COOKIE, List.of()).stream()
                .anyMatch(header -> SESSION_COOKIES.stream().anyMatch(header::contains));
    }

    /** 401 for a request without a credential (RFC 6750). */
    public static Problem missing() {
        return Problem.of(ProblemType.MISSING_CREDENTIAL).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /**
     * 403 for a token without the needed scope (RFC 6750, section 3.1).
     *
     * @param scope the scopes of which one is needed, separated by spaces; empty if none would suffice
     */
    static Problem insufficient(String scope) {
        return Problem.of(ProblemType.FORBIDDEN)
                .with(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\"" + (scope.isEmpty() ? "" : ", scope=\"" + scope + "\""));
    }

    /** 401 for an unknown token (RFC 6750, section 3.1). */
    public static Problem unknown() {
        return Problem.of(ProblemType.INVALID_TOKEN)
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
