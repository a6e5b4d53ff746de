package tablon.access;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Set;
import org.glassfish.jersey.server.ExtendedUriInfo;
import tablon.problem.Problem;

/**
 * Evaluates what each resource method says about its callers: {@link PermitAll} or {@link RolesAllowed}. A method that
 * says neither is closed to everybody.
 */
@Priority(Priorities.AUTHORIZATION)
public final class Authorization implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Context
    private ResourceInfo matched;

    @Override
    public void filter(ContainerRequestContext request) {
        // Jersey answers OPTIONS itself: no method of ours does
        if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
            check(matched.getResourceMethod(), Actor.of(request.getSecurityContext()));
        }
    }

    private static void check(Method method, Actor actor) {
        var allowed = method.getAnnotation(RolesAllowed.class);
        if (allowed != null) {
            actor.require(allowed.value());
        } else if (!method.isAnnotationPresent(PermitAll.class)) {
            throw Problem.of(403, "detail.403");
        }
    }

    /** Whether anybody may send this request, as far as its path and method tell before Jersey has looked at its body. */
    public static boolean isOpen(ContainerRequestContext request) {
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

    /** Whether the method is safe (RFC 9110, section 9.2.1), so that the request has no body to read. */
    static boolean isSafe(ContainerRequestContext request) {
        return SAFE.contains(request.getMethod());
    }
}
