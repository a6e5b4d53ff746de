package tablon.answer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Admission;
import tablon.access.Admission.Work;
import tablon.access.Credentials;
import tablon.access.SecurityHeaders;
import tablon.answer.AnswerCache.RoutedAnswer;
import tablon.error.ProblemRenderer;
import tablon.log.Exchange;
import tablon.log.Route;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * Gives every answer its security headers and the headers and encoding of its {@link Representation}. Takes answers
 * from the cache if possible. Maps every exception outside of Jersey to a problem.
 */
public final class RepresentationFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RepresentationFilter.class);

    private final transient AnswerSender sender = new AnswerSender();
    private final transient AnswerCache cache;
    private final transient ProblemRenderer problems;
    private final transient SecurityHeaders securityHeaders;
    private final transient Set<String> alwaysAnswered;

    /** @param alwaysAnswered paths that are exempt from admission control and are not cached */
    public RepresentationFilter(
            AnswerCache cache, ProblemRenderer problems, SecurityHeaders securityHeaders, Set<String> alwaysAnswered) {
        this.cache = cache;
        this.problems = problems;
        this.securityHeaders = securityHeaders;
        this.alwaysAnswered = alwaysAnswered;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        securityHeaders.set(request, response);
        var normalized = new NormalizedRequest(request);
        var answer = answer(normalized, response, chain);
        if (answer.stream() != null && !normalized.isHead()) {
            stream(answer, normalized, response);
            return;
        }
        var body = answer.representation().prepare(normalized, response);
        var exchange = Exchange.of(request);
        exchange.sent(answer.route(), body.length);
        sender.send(body, request, response, written -> {
            exchange.sent(answer.route(), written);
            exchange.end();
        });
    }

    private void stream(RoutedAnswer answer, NormalizedRequest request, HttpServletResponse response)
            throws IOException {
        answer.representation().prepare(request, response);
        var exchange = Exchange.of(request);
        exchange.sent(answer.route(), 0);
        sender.stream(Objects.requireNonNull(answer.stream()), request, response, written -> {
            exchange.sent(answer.route(), written);
            exchange.end();
        });
    }

    private RoutedAnswer answer(NormalizedRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Work<RoutedAnswer> loader = () -> load(request, response, chain);
        try {
            return alwaysAnswered.contains(path(request)) ? loader.run() : cache.answer(request, loader);
        } catch (RuntimeException failed) {
            // load() maps the exception to a problem, as if a filter behind this one had thrown it
            return load(request, response, (ignored, unused) -> {
                throw failed;
            });
        }
    }

    /** Runs the filters and the servlet behind this filter. */
    private RoutedAnswer load(NormalizedRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        boolean credential = Credentials.areIn(request);
        var buffered = new BufferedResponse(response);
        try {
            if (ProblemRenderer.hasLongHost(request)) {
                throw Problem.of(ProblemType.BAD_REQUEST);
            }
            chain.doFilter(request, buffered);
            if (buffered.getStatus() >= 400 && buffered.isEmpty()) {
                throw withoutBody(buffered.getStatus());
            }
        } catch (Problem problem) {
            problems.answer(problem, request, buffered);
        } catch (IOException | ServletException | RuntimeException failed) {
            LOG.error("Unexpected exception", failed);
            problems.answer(ProblemRenderer.unexpected(), request, buffered);
        }
        if (Representation.hasLongHeaders(buffered)) {
            problems.answer(Problem.of(ProblemType.ADDRESS_TOO_LONG), request, buffered);
        }
        // a problem that replaced the answer has a body
        var stream = buffered.isEmpty() ? StreamRecorder.of(request) : null;
        if (stream != null && !request.isHead() && !sender.reserveStream()) {
            problems.answer(Admission.unavailable(), request, buffered);
            stream = null;
        }
        return new RoutedAnswer(
                Representation.of(buffered, request.isRead(), credential, stream != null),
                Route.of(request),
                credential ? null : AnswerKey.of(request),
                stream);
    }

    /** The problem for an error status without a body: Jersey sends one if it cannot parse a header. */
    private static Problem withoutBody(int status) {
        return status == 400 ? Problem.of(ProblemType.MALFORMED_HEADER) : ProblemRenderer.ofStatus(status);
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
