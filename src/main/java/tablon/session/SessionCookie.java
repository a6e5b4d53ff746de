package tablon.session;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.util.Optional;
import tablon.access.Actor;
import tablon.access.Authentication;
import tablon.access.Credentials;

/**
 * The cookie with the secret of a session (RFC 6265bis). On https it is {@code Secure}, and bound to this host if the board is
 * at the root of it. A cookie of a session that ended is removed, because it keeps a reader from the cache.
 */
@Priority(Priorities.HEADER_DECORATOR)
public final class SessionCookie implements Authentication.Sessions, ContainerResponseFilter {
    /** The request property with the cookie that the answer shall set. */
    private static final String CHANGED = "tablon.session-cookie";

    private final SessionStore sessions;
    private final Optional<URI> publicUrl;

    public SessionCookie(SessionStore sessions, Optional<URI> publicUrl) {
        this.sessions = sessions;
        this.publicUrl = publicUrl;
    }

    @Override
    public Optional<Actor> actor(ContainerRequestContext request) {
        var secret = secret(request);
        var signedIn = secret.flatMap(sessions::find);
        if (secret.isPresent() && signedIn.isEmpty()) {
            end(request);
        }
        if (signedIn.isPresent() && signedIn.get().unseen()) {
            sessions.touch(secret.get());
            begin(request, secret.get());
        }
        return signedIn.map(SessionStore.SignedIn::actor);
    }

    /** The secret in the cookie of the request. */
    public Optional<String> secret(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(name(request))).map(Cookie::getValue);
    }

    /** The client that sent the request. */
    public Visitor visitor(ContainerRequestContext request, HttpServletRequest client) {
        var browser = Optional.ofNullable(request.getHeaderString(HttpHeaders.USER_AGENT));
        return new Visitor(secret(request), client.getRemoteAddr(), browser.orElse(""));
    }

    /** Makes the answer to this request set the cookie. */
    public void begin(ContainerRequestContext request, String secret) {
        request.setProperty(CHANGED, cookie(request, secret, (int) SessionStore.MAX_IDLE.toSeconds()));
    }

    /** Makes the answer to this request remove the cookie. */
    public void end(ContainerRequestContext request) {
        request.setProperty(CHANGED, cookie(request, "", 0));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(CHANGED) instanceof NewCookie changed) {
            response.getHeaders().add(HttpHeaders.SET_COOKIE, changed);
        }
    }

    private NewCookie cookie(ContainerRequestContext request, String secret, int maxAge) {
        return new NewCookie.Builder(name(request))
                .value(secret)
                .path(path(request))
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(isHttps(request))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private String name(ContainerRequestContext request) {
        return isHttps(request) && path(request).equals("/")
                ? Credentials.HOST_SESSION_COOKIE
                : Credentials.SESSION_COOKIE;
    }

    private boolean isHttps(ContainerRequestContext request) {
        return "https".equalsIgnoreCase(base(request).getScheme());
    }

    private String path(ContainerRequestContext request) {
        var path = base(request).getRawPath().replaceAll("/+$", "");
        return path.isEmpty() ? "/" : path;
    }

    private URI base(ContainerRequestContext request) {
        return publicUrl.orElseGet(() -> request.getUriInfo().getBaseUri());
    }
}
