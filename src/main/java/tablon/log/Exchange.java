package tablon.log;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A request and its answer. Logged and measured once, when the answer has ended. */
public final class Exchange {
    /** The key of the request's id in the log. */
    static final String REQUEST_ID = "request";

    private static final Logger LOG = LoggerFactory.getLogger("request");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final long start = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final String id;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RequestTimers timers;
    private volatile Sent sent = new Sent(Route.NONE, 0);

    Exchange(String id, HttpServletRequest request, HttpServletResponse response, RequestTimers timers) {
        this.id = id;
        this.request = request;
        this.response = response;
        this.timers = timers;
    }

    /** The exchange that {@code request} belongs to. */
    public static Exchange of(ServletRequest request) {
        return (Exchange) request.getAttribute(Exchange.class.getName());
    }

    /** The id of the request that this thread works on, by which the log can be searched. */
    public static String currentId() {
        return String.valueOf(MDC.get(REQUEST_ID));
    }

    /** Notes which route made the answer, and how many bytes of its body were sent. */
    public void sent(String route, int bytes) {
        sent = new Sent(route, bytes);
    }

    /** Records the exchange. Further calls do nothing. */
    public void end() {
        if (ended.compareAndSet(false, true)) {
            MDC.put(REQUEST_ID, id);
            record(Duration.ofNanos(System.nanoTime() - start));
            MDC.remove(REQUEST_ID);
        }
    }

    private void record(Duration took) {
        var method = method();
        int status = response.getStatus();
        LOG.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", sent.route)
                .addKeyValue("status", status)
                .addKeyValue("bytes", sent.bytes)
                .addKeyValue("ms", took.toMillis())
                .log("{} {} {} {} B {} ms", method, sent.route, status, sent.bytes, took.toMillis());
        timers.record(method, sent.route, status, took);
    }

    /** The method if it is a known one: an unknown one could be any text. */
    private String method() {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    }

    private record Sent(String route, int bytes) {}
}
