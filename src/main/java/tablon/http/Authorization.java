package tablon.http;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.util.Set;
import org.glassfish.jersey.server.ExtendedUriInfo;
import tablon.account.Credentials;

/**
 * Closed by default: what is not a safe method (RFC 9110) needs a credential, unless the resource says
 * {@link PermitAll}; a safe one needs it where the resource says {@link RolesAllowed}.
 */
@Priority(Priorities.AUTHORIZATION)
final class Authorization implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Context
    private ResourceInfo matched;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = matched.getResourceMethod();
        boolean open = method == null
                ? isSafe(request)
                : isSafe(request)
                        ? !method.isAnnotationPresent(RolesAllowed.class)
                        : method.isAnnotationPresent(PermitAll.class);
        if (!open) {
            Credentials.require(request.getSecurityContext());
        }
    }

    /** Whether anybody may send this request, as far as its address and method tell before Jersey has looked at its body. */
    static boolean isOpen(ContainerRequestContext request) {
        return isSafe(request)
                || (request.getUriInfo() instanceof ExtendedUriInfo address
                        && address.getMatchedRuntimeResources().stream()
                                .flatMap(matched -> matched.getResources().stream())
                                .flatMap(resource -> resource.getResourceMethods().stream())
                                .filter(method -> method.getHttpMethod().equals(request.getMethod()))
                                .anyMatch(method -> method.getInvocable()
                                        .getHandlingMethod()
                                        .isAnnotationPresent(PermitAll.class)));
    }

    static boolean isSafe(ContainerRequestContext request) {
        return SAFE.contains(request.getMethod());
    }
}
