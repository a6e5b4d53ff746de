package tablon.access;

import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the {@link Actor} of a request from its bearer token (RFC 6750), else from its session cookie. Refuses an unknown
 * token on any path. A cookie without a valid session counts as none, because browsers send it to every page.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class Authentication implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(?<token>[\\x21-\\x7E]+) *");

    private final Tokens tokens;
    private final Sessions sessions;

    @Context
    private Provider<HttpServletRequest> requests;

    public Authentication(Tokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /** Finds the holder of a token. */
    @FunctionalInterface
    public interface Tokens {
        /**
         * The actor with this token.
         *
         * @param address the address of the client
         * @throws tablon.problem.Problem 401 if the token is unknown, 429 after too many unknown ones from this address
         */
        Actor actor(String token, String address);
    }

    /** Finds the person with a session. */
    @FunctionalInterface
    public interface Sessions {
        /** The actor of the session whose cookie the request has; empty if there is no valid one. */
        Optional<Actor> actor(ContainerRequestContext request);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            sessions.actor(request).ifPresent(actor -> authenticate(request, actor.from(address()), "Session"));
            return;
        }
        var bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw Credentials.missing();
        }
        authenticate(request, tokens.actor(bearer.group("token"), address()).from(address()), "Bearer");
    }

    private String address() {
        return requests.get().getRemoteAddr();
    }

    private static void authenticate(ContainerRequestContext request, Actor actor, String scheme) {
        request.setSecurityContext(
                new Authenticated(actor, request.getSecurityContext().isSecure(), scheme));
        request.setProperty(Actor.ATTRIBUTE, actor);
    }

    private record Authenticated(Actor actor, boolean isSecure, String scheme) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return actor;
        }

        @Override
        public boolean isUserInRole(String role) {
            return actor.role().jsonName().equals(role);
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return scheme;
        }
    }
}
