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
import tablon.access.Admission;
import tablon.access.Authorization;
import tablon.access.Credentials;
import tablon.json.MergePatch;
import tablon.problem.Problem;
import tablon.storage.DatabaseFailure;

/** Maps every exception thrown in Jersey to a problem, and logs those that are the board's fault. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

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
        var rendered = renderer.render(
                problem,
                request.getHeaderString(HttpHeaders.ACCEPT),
                request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE),
                request.getUriInfo().getBaseUri().getRawPath(),
                request.getUriInfo().getRequestUri().getRawQuery());
        var response =
                Response.status(problem.status()).entity(rendered.body()).type(MediaType.valueOf(rendered.type()));
        rendered.headers().forEach(response::header);
        return response.build();
    }

    private static Problem problem(Throwable failure, ContainerRequestContext request) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof NotSupportedException && needsCredential(request)) {
            // 401 takes precedence over 415, but Jersey checks the type of the body before it runs Authorization
            return Credentials.missing();
        }
        if (failure instanceof WebApplicationException refusal
                && refusal.getResponse().getStatus() < 500) {
            return ofJersey(refusal.getResponse(), request.getMethod());
        }
        if (failure instanceof HeaderValueException) {
            return Problem.of(400, "problem.header");
        }
        var fault = DatabaseFailure.of(failure);
        if (fault.isPresent()) {
            return ofDatabase(fault.get(), failure);
        }
        // Jetty and Tomcat throw different exceptions if the client stops sending
        if (isCausedBy(failure, TimeoutException.class, SocketTimeoutException.class)) {
            return Problem.of(408, ProblemRenderer.detailKey(408));
        }
        if (isCausedBy(failure, EOFException.class)) {
            return Problem.of(400, "problem.cut-off");
        }
        LOG.error("Unexpected exception", failure);
        return ProblemRenderer.unexpected();
    }

    private static boolean needsCredential(ContainerRequestContext request) {
        return !Authorization.isOpen(request)
                && Actor.of(request.getSecurityContext()).equals(Actor.ANONYMOUS);
    }

    /** Logs one line without a stack trace, because one outage causes many such failures. */
    private static Problem ofDatabase(DatabaseFailure fault, Throwable failure) {
        if (fault.isUnavailable()) {
            LOG.warn("Database unavailable: {}", DatabaseFailure.describe(failure));
            return Admission.unavailable();
        }
        LOG.error("Database statement failed: {}", DatabaseFailure.describeWithLocation(failure));
        return ProblemRenderer.unexpected();
    }

    /** A request that Jersey refused before it called a resource method. */
    private static Problem ofJersey(Response refusal, String method) {
        var problem = Problem.of(refusal.getStatus(), ProblemRenderer.detailKey(refusal.getStatus()));
        var allowed = refusal.getHeaderString(HttpHeaders.ALLOW);
        if (allowed != null) {
            // Jersey lists GET only, but every resource that supports GET supports HEAD
            problem = problem.with(
                    HttpHeaders.ALLOW,
                    allowed.replaceAll("\\bGET\\b", "GET, HEAD").replaceAll(",\\s*", ", "));
        }
        boolean unsupportedPatch = refusal.getStatus() == 415 && method.equals("PATCH");
        // RFC 5789, section 2.2
        return unsupportedPatch ? problem.with("Accept-Patch", MergePatch.MEDIA_TYPE) : problem;
    }

    /** Whether the cause chain of {@code failure} has an exception of one of these types. */
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
