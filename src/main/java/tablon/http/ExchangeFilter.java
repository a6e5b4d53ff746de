package tablon.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final String EXCHANGE = "tablon.exchange";
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
        var exchange = new Exchange(requestId(request), request, response);
        request.setAttribute(EXCHANGE, exchange);
        MDC.put(REQUEST_ID, exchange.id);
        try {
            setHeaders(request, response, exchange.id);
            chain.doFilter(request, response);
        } finally {
            if (!request.isAsyncStarted()) {
                exchange.end();
            }
            MDC.remove(REQUEST_ID);
        }
    }

    /** The answer to {@code request} went out after the filters had returned, or as much of it as its client took. */
    static void end(ServletRequest request) {
        if (request.getAttribute(EXCHANGE) instanceof Exchange exchange) {
            exchange.end();
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

    private void record(HttpServletRequest request, HttpServletResponse response, Duration took) {
        var method = method(request);
        var sent = RepresentationFilter.sent(request);
        LOG.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", sent.route())
                .addKeyValue("status", response.getStatus())
                .addKeyValue("bytes", sent.bytes())
                .addKeyValue("ms", took.toMillis())
                .log("{} {} {} {} B {} ms", method, sent.route(), response.getStatus(), sent.bytes(), took.toMillis());
        timers.computeIfAbsent(new Kind(method, sent.route(), response.getStatus()), this::timer)
                .record(took);
    }

    /** The method, unless we do not know it: then it could be any text. */
    private static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
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

    /** A request and its answer, recorded once. */
    private final class Exchange {
        private final long start = System.nanoTime();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final String id;
        private final HttpServletRequest request;
        private final HttpServletResponse response;

        Exchange(String id, HttpServletRequest request, HttpServletResponse response) {
            this.id = id;
            this.request = request;
            this.response = response;
        }

        void end() {
            if (ended.compareAndSet(false, true)) {
                MDC.put(REQUEST_ID, id);
                record(request, response, Duration.ofNanos(System.nanoTime() - start));
                MDC.remove(REQUEST_ID);
            }
        }
    }

    /** What requests are counted by. */
    private record Kind(String method, String route, int status) {}
}
