package tablon.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tablon.account.Administrator;
import tablon.account.AdministratorStore;
import tablon.account.Credentials;

/** Finds out who sends a request, by the bearer token of RFC 6750; a token that is not known is refused at once. */
@PreMatching
final class Authentication implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(?<token>[\\x21-\\x7E]+) *");

    private final AdministratorStore administrators;

    Authentication(AdministratorStore administrators) {
        this.administrators = administrators;
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
        var administrator = administrators.find(bearer.group("token")).orElseThrow(Credentials::unknown);
        request.setSecurityContext(
                new Known(administrator, request.getSecurityContext().isSecure()));
    }

    private record Known(Administrator administrator, boolean isSecure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return administrator;
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals(Administrator.ROLE);
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
