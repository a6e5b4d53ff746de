package tablon.access;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.ResourceMethod;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * Enforces {@link PermitAll} and {@link Needs} on resource methods. A method without either annotation cannot
 * be called.
 */
@Priority(Priorities.AUTHORIZATION)
public final class Authorization implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SignInPage signInPage;

    @Context
    private ResourceInfo resource;

    public Authorization(SignInPage signInPage) {
        this.signInPage = signInPage;
    }

    /** Asks a person to sign in who called a page without a session. */
    @FunctionalInterface
    public interface SignInPage {
        Response of(ContainerRequestContext request) throws IOException;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        // Jersey itself answers OPTIONS, so there is no resource method to check
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            return;
        }
        var method = resource.getResourceMethod();
        var actor = Actor.of(request.getSecurityContext());
        if (actor.isAnonymous() && method.isAnnotationPresent(Needs.class) && isPage()) {
            request.abortWith(signInPage.of(request));
        } else {
            check(method, actor);
        }
    }

    private boolean isPage() {
        var produces = resource.getResourceClass().getAnnotation(Produces.class);
        return produces != null && produces.value()[0].equals(MediaType.TEXT_HTML);
    }

    private static void check(Method method, Actor actor) {
        var needs = method.getAnnotation(Needs.class);
        if (needs != null) {
            Rights.check(actor, needs.value());
        } else if (!method.isAnnotationPresent(PermitAll.class)) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
    }

    /**
     * Whether a client without a credential may send this request. Uses only the path and the HTTP method, so that it
     * also works for a request that Jersey refused before it selected a resource method.
     */
    public static boolean isOpen(ContainerRequestContext request) {
        return isSafe(request)
                || methods(request)
                        .anyMatch(method ->
                                method.getInvocable().getHandlingMethod().isAnnotationPresent(PermitAll.class));
    }

    /** The resource methods with the path and the HTTP method of the request, whatever their media types. */
    public static Stream<ResourceMethod> methods(ContainerRequestContext request) {
        return request.getUriInfo() instanceof ExtendedUriInfo address
                ? address.getMatchedRuntimeResources().stream()
                        .flatMap(matched -> matched.getResources().stream())
                        .flatMap(matched -> matched.getResourceMethods().stream())
                        .filter(method -> method.getHttpMethod().equals(request.getMethod()))
                : Stream.empty();
    }

    /** Whether the HTTP method is safe (RFC 9110, section 9.2.1). The body of such a request is not read. */
    public static boolean isSafe(ContainerRequestContext request) {
        return SAFE.contains(request.getMethod());
    }
}
