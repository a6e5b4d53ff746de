package tablon.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Around every request: its id, the headers that every answer has, one line in the log, one entry in the metrics. */
public final class ExchangeFilter extends HttpFilter {
    /** The key of the request's id in the log. */
    static final String REQUEST_ID = "request";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("request");
    private static final String REQUEST_ID_HEADER = "X-Request-Id";
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._=+/-]{1,64}");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'self'",
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin");
    private static final String YEAR = "max-age=31536000";

    private final transient ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();
    private transient @Nullable MeterRegistry meters;
    private boolean https;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        var board = Startup.board(config.getServletContext());
        meters = board.meters();
        https = board.isPublicOverHttps();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        var id = requestId(request);
        MDC.put(REQUEST_ID, id);
        try {
            setHeaders(request, response, id);
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Completion(id, start));
            } else {
                record(request, response, start);
            }
            MDC.remove(REQUEST_ID);
        }
    }

    private void setHeaders(HttpServletRequest request, HttpServletResponse response, String id) {
        response.setHeader(REQUEST_ID_HEADER, id);
        HEADERS.forEach(response::setHeader);
        // pages of other origins may show what the API gives to anybody
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
        response.setHeader("Cross-Origin-Resource-Policy", api ? "cross-origin" : "same-origin");
        if (https || request.isSecure()) {
            response.setHeader("Strict-Transport-Security", YEAR);
        }
    }

    private void record(ServletRequest request, ServletResponse response, long start) {
        var took = Duration.ofNanos(System.nanoTime() - start);
        var sent = RepresentationFilter.sent(request);
        var method = method(request);
        int status = response instanceof HttpServletResponse answer ? answer.getStatus() : 0;
        LOG.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", sent.route())
                .addKeyValue("status", status)
                .addKeyValue("bytes", sent.bytes())
                .addKeyValue("ms", took.toMillis())
                .log("{} {} {} {} B {} ms", method, sent.route(), status, sent.bytes(), took.toMillis());
        timers.computeIfAbsent(new Kind(method, sent.route(), status), this::timer)
                .record(took);
    }

    /** The method, unless we do not know it: then it could be any text. */
    private static String method(ServletRequest request) {
        return request instanceof HttpServletRequest asked && METHODS.contains(asked.getMethod())
                ? asked.getMethod()
                : "other";
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .tag("method", kind.method)
                .tag("route", kind.route)
                .tag("status", String.valueOf(kind.status))
                .register(Objects.requireNonNull(meters));
    }

    private static String requestId(HttpServletRequest request) {
        var sent = request.getHeader(REQUEST_ID_HEADER);
        return sent != null && SANE_ID.matcher(sent).matches()
                ? sent
                : UuidCreator.getTimeOrderedEpochFast().toString();
    }

    /** Records an exchange when its answer has been sent. */
    private final class Completion implements AsyncListener {
        private final String id;
        private final long start;

        Completion(String id, long start) {
            this.id = id;
            this.start = start;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            var context = event.getAsyncContext();
            MDC.put(REQUEST_ID, id);
            record(context.getRequest(), context.getResponse(), start);
            MDC.remove(REQUEST_ID);
        }

        @Override
        public void onError(AsyncEvent event) {
            // completed next
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // none is set
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // nobody starts again
        }
    }

    /** What requests are counted by. */
    private record Kind(String method, String route, int status) {}
}
