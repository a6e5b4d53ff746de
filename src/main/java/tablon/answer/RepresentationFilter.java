package tablon.answer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Admission.Work;
import tablon.access.Credentials;
import tablon.access.SecurityHeaders;
import tablon.answer.AnswerCache.Made;
import tablon.error.ProblemRenderer;
import tablon.log.Exchange;
import tablon.log.Route;
import tablon.problem.Problem;

/**
 * Finishes answers the same way in every servlet container: entity tags, conditional reads, content coding, {@code Vary}
 * and {@code Cache-Control} (RFC 9110, RFC 9111). Answers any failure behind it as a problem.
 */
public final class RepresentationFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RepresentationFilter.class);
    /** The longest name in DNS (RFC 1035). Addresses in answers begin with it. */
    private static final int LONGEST_HOST = 255;

    private final transient SlowReaders slow = new SlowReaders();
    private final transient AnswerCache cache;
    private final transient ProblemRenderer problems;
    private final transient SecurityHeaders securityHeaders;
    private final transient Set<String> alwaysAnswered;

    /** @param alwaysAnswered paths that are answered however many requests there are */
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
        var plain = new PlainRequest(request);
        var made = answer(plain, response, chain);
        var body = made.answer().prepare(plain, response);
        var exchange = Exchange.of(request);
        exchange.sent(made.route(), body.length);
        slow.send(body, request, response, written -> {
            exchange.sent(made.route(), written);
            exchange.end();
        });
    }

    private Made answer(PlainRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Work<Made> making = () -> make(request, response, chain);
        try {
            return alwaysAnswered.contains(path(request)) ? making.run() : cache.answer(request, making);
        } catch (RuntimeException failed) {
            return make(request, response, (asked, answer) -> {
                throw failed;
            });
        }
    }

    private Made make(PlainRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        boolean credential = Credentials.areIn(request);
        var buffered = new BufferedResponse(response);
        try {
            if (request.getServerName().length() > LONGEST_HOST) {
                throw Problem.of(400, ProblemRenderer.detailOf(400));
            }
            chain.doFilter(request, buffered);
            if (buffered.getStatus() >= 400 && buffered.isEmpty()) {
                throw unexplained(buffered.getStatus());
            }
        } catch (Problem problem) {
            problems.answer(problem, request, buffered);
        } catch (IOException | ServletException | RuntimeException failed) {
            LOG.error("Unexpected", failed);
            problems.answer(ProblemRenderer.unexpected(), request, buffered);
        }
        if (Representation.hasLongHeaders(buffered)) {
            problems.answer(Problem.of(414, ProblemRenderer.detailOf(414)), request, buffered);
        }
        return new Made(
                Representation.of(buffered, request.isRead(), credential),
                Route.of(request),
                credential ? null : AnswerKey.of(request));
    }

    /** Jersey sends no body when it cannot parse a header before it has found the resource. */
    private static Problem unexplained(int status) {
        return Problem.of(status, status == 400 ? "problem.header" : ProblemRenderer.detailOf(status));
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
