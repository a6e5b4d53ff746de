package tablon.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tablon.http.Admission.Work;
import tablon.http.AnswerCache.Made;
import tablon.problem.Problem;

/**
 * Finishes answers, the same way on every host: entity tags, conditional reads, content coding, {@code Vary} and
 * {@code Cache-Control} (RFC 9110, RFC 9111). Any failure behind it is answered as a problem.
 */
public final class RepresentationFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RepresentationFilter.class);
    private static final String SENT = "tablon.sent";
    /** Answered by the process alone, however much there is to do. */
    private static final Set<String> ALWAYS_ANSWERED = Set.of("/health/live", "/health/ready", "/status");
    /** The longest name that DNS has (RFC 1035); our addresses begin with it. */
    private static final int LONGEST_HOST = 255;

    private final transient SlowReaders slow = new SlowReaders();
    private transient @Nullable AnswerCache cache;
    private transient @Nullable ProblemRenderer problems;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        var board = Startup.board(config.getServletContext());
        cache = board.cache();
        problems = board.problems();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var plain = new PlainRequest(request);
        Work<Made> making = () -> make(plain, response, chain);
        Made made;
        try {
            made = ALWAYS_ANSWERED.contains(path(plain))
                    ? making.run()
                    : Objects.requireNonNull(cache).answer(plain, making);
        } catch (Problem busy) {
            made = make(plain, response, (asked, answer) -> {
                throw busy;
            });
        }
        var body = made.answer().prepare(plain, response);
        var route = made.route();
        request.setAttribute(SENT, new Sent(route, body.length));
        slow.send(body, request, response, written -> {
            request.setAttribute(SENT, new Sent(route, written));
            ExchangeFilter.end(request);
        });
    }

    private Made make(PlainRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        boolean credential = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
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
            refuse(problem, request, buffered);
        } catch (IOException | ServletException | RuntimeException failed) {
            LOG.error("Unexpected", failed);
            refuse(unexpected(), request, buffered);
        }
        if (Representation.hasLongHeaders(buffered)) {
            refuse(Problem.of(414, ProblemRenderer.detailOf(414)), request, buffered);
        }
        return new Made(
                Representation.of(buffered, request.isRead(), credential),
                RouteOfRequest.of(request),
                credential ? null : AnswerKey.of(request));
    }

    private void refuse(Problem problem, PlainRequest request, HttpServletResponse response) throws IOException {
        Objects.requireNonNull(problems).answer(problem, request, response);
    }

    /** Jersey says nothing where it cannot read a header before it looks for the resource. */
    private static Problem unexplained(int status) {
        return Problem.of(status, status == 400 ? "problem.header" : ProblemRenderer.detailOf(status));
    }

    /** 500 that names the request's id, by which the log has more. */
    static Problem unexpected() {
        return Problem.of(500, "problem.unexpected", String.valueOf(MDC.get(ExchangeFilter.REQUEST_ID)));
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** The answer as it went out; an empty one where nothing did. */
    static Sent sent(ServletRequest request) {
        return request.getAttribute(SENT) instanceof Sent sent ? sent : new Sent(RouteOfRequest.of(request), 0);
    }

    /** An answer as it went out: the route that it was made by, and the length of its body. */
    record Sent(String route, int bytes) {}
}
