package tablon.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Set;
import tablon.problem.Problem;

/** The two places of a request that a credential can be in: the {@code Authorization} header and the session cookie. */
public final class Credentials {
    /** The name with the prefix is for boards that are reached over https (RFC 6265bis, section 4.1.3). */
    static final Set<String> SESSION_COOKIES = Set.of("__Host-tablon_session", "tablon_session");

    private Credentials() {}

    /** Whether a credential came with the request, valid or not: its answer is for its sender alone. */
    public static boolean areIn(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || (request.getCookies() != null
                        && Arrays.stream(request.getCookies())
                                .map(Cookie::getName)
                                .anyMatch(SESSION_COOKIES::contains));
    }

    /** 401 for a request without a credential (RFC 6750). */
    public static Problem missing() {
        return Problem.of(401, "problem.credential.missing").with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /** 401 for an unknown credential (RFC 6750). */
    static Problem unknown() {
        return Problem.of(401, "problem.credential.unknown")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
