package tablon.error;

import jakarta.inject.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
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
import java.util.stream.Collectors;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Actor;
import tablon.access.Admission;
import tablon.access.Authorization;
import tablon.access.Credentials;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.storage.DatabaseFailure;

/** Maps every exception thrown in Jersey to a problem, and logs those that are the board's fault. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private final ProblemRenderer renderer;

    @Context
    private Provider<ContainerRequestContext> requests;

    @Context
    private Provider<HttpServletRequest> servletRequests;

    public ProblemMapper(ProblemRenderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public Response toResponse(Throwable failure) {
        var problem = problem(failure, requests.get());
        var rendered = renderer.render(problem, servletRequests.get());
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
            return ofJersey(refusal.getResponse(), request);
        }
        if (failure instanceof HeaderValueException) {
            return Problem.of(ProblemType.MALFORMED_HEADER);
        }
        var fault = DatabaseFailure.of(failure);
        if (fault.isPresent()) {
            return ofDatabase(fault.get(), failure);
        }
        // Jetty and Tomcat throw different exceptions if the client stops sending
        if (isCausedBy(failure, TimeoutException.class, SocketTimeoutException.class)) {
            return Problem.of(ProblemType.REQUEST_TIMEOUT);
        }
        if (isCausedBy(failure, EOFException.class)) {
            return Problem.of(ProblemType.INCOMPLETE_BODY);
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
    private static Problem ofJersey(Response refusal, ContainerRequestContext request) {
        if (refusal.getStatus() == 415) {
            return unsupportedType(request);
        }
        var problem = ProblemRenderer.ofStatus(refusal.getStatus());
        var allowed = refusal.getHeaderString(HttpHeaders.ALLOW);
        if (allowed != null) {
            // Jersey lists GET only, but every resource that supports GET supports HEAD
            problem = problem.with(
                    HttpHeaders.ALLOW,
                    allowed.replaceAll("\\bGET\\b", "GET, HEAD").replaceAll(",\\s*", ", "));
        }
        return problem;
    }

    private static Problem unsupportedType(ContainerRequestContext request) {
        var accepted = Authorization.methods(request)
                .flatMap(method -> method.getConsumedTypes().stream())
                .map(MediaType::toString)
                .collect(Collectors.joining(", "));
        var problem = Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, accepted).with(HttpHeaders.ACCEPT, accepted);
        // RFC 5789, section 2.2
        return request.getMethod().equals(HttpMethod.PATCH) ? problem.with("Accept-Patch", accepted) : problem;
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
