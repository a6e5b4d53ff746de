package tablon.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves the {@link Actor} of a request from its bearer token (RFC 6750). Refuses an unknown token on any path. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class Authentication implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(?<token>[\\x21-\\x7E]+) *");

    private final Function<String, Optional<Actor>> actors;

    /** @param actors finds the actor with a given token */
    public Authentication(Function<String, Optional<Actor>> actors) {
        this.actors = actors;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return;
        }
        var bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw Credentials.missing();
        }
        var actor = actors.apply(bearer.group("token")).orElseThrow(Credentials::unknown);
        request.setSecurityContext(
                new Authenticated(actor, request.getSecurityContext().isSecure()));
    }

    private record Authenticated(Actor actor, boolean isSecure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return actor;
        }

        @Override
        public boolean isUserInRole(String role) {
            return actor.role().equals(role);
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
