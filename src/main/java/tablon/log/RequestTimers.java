package tablon.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The metric {@code http.server.requests}, one timer per method, route and status. */
final class RequestTimers {
    private final MeterRegistry meters;
    private final ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(String method, String route, int status, Duration took) {
        timers.computeIfAbsent(new Kind(method, route, status), this::timer).record(took);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .tag("method", kind.method)
                .tag("route", kind.route)
                .tag("status", String.valueOf(kind.status))
                .register(meters);
    }

    private record Kind(String method, String route, int status) {}
}
