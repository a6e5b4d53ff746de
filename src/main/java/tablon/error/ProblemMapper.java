package tablon.error;

import jakarta.inject.Provider;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Actor;
import tablon.access.Authorization;
import tablon.access.Credentials;
import tablon.json.MergePatch;
import tablon.problem.Problem;
import tablon.storage.DatabaseFailure;

/** Turns whatever is thrown into the answer that a client can use: what was refused, and why. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final int RETRY_SECONDS = 2;

    private final ProblemRenderer renderer;

    @Context
    private Provider<ContainerRequestContext> requests;

    public ProblemMapper(ProblemRenderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public Response toResponse(Throwable failure) {
        var request = requests.get();
        var problem = problem(failure, request);
        var page = renderer.render(
                problem,
                request.getHeaderString(HttpHeaders.ACCEPT),
                request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE),
                request.getUriInfo().getBaseUri().getPath());
        var response = Response.status(problem.status()).entity(page.body()).type(MediaType.valueOf(page.type()));
        page.headers().forEach(response::header);
        return response.build();
    }

    private static Problem problem(Throwable failure, ContainerRequestContext request) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof NotSupportedException && !Authorization.isOpen(request)) {
            // Jersey looks at the type of a body before it knows the resource; a stranger hears of the credential first
            if (Actor.of(request.getSecurityContext()).equals(Actor.NOBODY)) {
                return Credentials.missing();
            }
        }
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return refused(refused.getResponse(), request.getMethod());
        }
        if (failure instanceof HeaderValueException) {
            return Problem.of(400, "problem.header");
        }
        var fault = DatabaseFailure.of(failure);
        if (fault.isPresent()) {
            return ofDatabase(fault.get(), failure);
        }
        if (isCausedBy(failure, TimeoutException.class, SocketTimeoutException.class)) {
            return Problem.of(408, ProblemRenderer.detailOf(408));
        }
        if (isCausedBy(failure, EOFException.class)) {
            return Problem.of(400, "problem.cut-off");
        }
        LOG.error("Unexpected", failure);
        return ProblemRenderer.unexpected();
    }

    /** One line in the log for each: when this happens, it happens often. */
    private static Problem ofDatabase(DatabaseFailure fault, Throwable failure) {
        if (fault.isUnavailable()) {
            LOG.warn("The database cannot serve a request now: {}", DatabaseFailure.describe(failure));
            return Problem.of(503, "problem.unavailable").with(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS));
        }
        LOG.error("The database refused a statement: {}", DatabaseFailure.describeWithLocation(failure));
        return ProblemRenderer.unexpected();
    }

    /** What Jersey refused before a resource saw it. */
    private static Problem refused(Response refused, String method) {
        var problem = Problem.of(refused.getStatus(), ProblemRenderer.detailOf(refused.getStatus()));
        var allowed = refused.getHeaderString(HttpHeaders.ALLOW);
        if (allowed != null) {
            // a resource that answers GET answers HEAD
            problem = problem.with(
                    HttpHeaders.ALLOW,
                    allowed.replaceAll("\\bGET\\b", "GET, HEAD").replaceAll(",\\s*", ", "));
        }
        boolean patch = refused.getStatus() == 415 && method.equals("PATCH");
        // RFC 5789, section 2.2
        return patch ? problem.with("Accept-Patch", MergePatch.MEDIA_TYPE) : problem;
    }

    /** Whether one of these is why: Jetty and Tomcat have different ones for a client that fell silent. */
    private static boolean isCausedBy(Throwable failure, Class<?>... types) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (var type : types) {
                if (type.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }
}
