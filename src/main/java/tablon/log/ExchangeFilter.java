package tablon.log;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** Outermost filter: gives each request an id and records its {@link Exchange}. */
public final class ExchangeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String REQUEST_ID_HEADER = "X-Request-Id";
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._=+/-]{1,64}");
    private static final TimeOrderedEpochFactory REQUEST_IDS =
            TimeOrderedEpochFactory.builder().withFastRandom().build();

    private final transient RequestTimers timers;

    public ExchangeFilter(MeterRegistry meters) {
        this.timers = new RequestTimers(meters);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var id = requestId(request);
        var exchange = new Exchange(id, request, response, timers);
        request.setAttribute(Exchange.class.getName(), exchange);
        MDC.put(Exchange.REQUEST_ID, id);
        try {
            response.setHeader(REQUEST_ID_HEADER, id);
            chain.doFilter(request, response);
        } finally {
            if (!request.isAsyncStarted()) {
                exchange.end();
            }
            MDC.remove(Exchange.REQUEST_ID);
        }
    }

    /** The id that the client or a proxy sent, if it is sane; else a new one. */
    private static String requestId(HttpServletRequest request) {
        var sent = request.getHeader(REQUEST_ID_HEADER);
        return sent != null && SANE_ID.matcher(sent).matches()
                ? sent
                : REQUEST_IDS.create().toString();
    }
}
