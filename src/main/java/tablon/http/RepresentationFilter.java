package tablon.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tablon.http.AnswerCache.Made;

/**
 * Finishes answers, the same way on every host: entity tags, conditional reads, content coding, {@code Vary} and
 * {@code Cache-Control} (RFC 9110, RFC 9111).
 */
public final class RepresentationFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String SENT = "tablon.sent";

    private transient @Nullable AnswerCache cache;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        cache = Startup.board(config.getServletContext()).cache();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var made = Objects.requireNonNull(cache).answer(request, () -> make(request, response, chain));
        request.setAttribute(SENT, new Sent(made.route(), made.answer().send(request, response)));
    }

    private static Made make(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        boolean credential = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        var before = Set.copyOf(response.getHeaderNames());
        var buffered = new BufferedResponse(response);
        chain.doFilter(new PlainRequest(request), buffered);
        return new Made(
                Representation.of(response, before, buffered.body(), read, credential), RouteOfRequest.of(request));
    }

    /** What was sent, also where nothing was. */
    static Sent sent(ServletRequest request) {
        return request.getAttribute(SENT) instanceof Sent sent ? sent : new Sent(RouteOfRequest.of(request), 0);
    }

    /** An answer as it went out: the route that it was made by, and the length of its body. */
    record Sent(String route, int bytes) {}

    /**
     * The request as the resources see it: a HEAD is a GET, since both have the same headers; conditions name the
     * representation, however its bytes were coded on the way; and it is wanted whole.
     */
    private static final class PlainRequest extends HttpServletRequestWrapper {

        PlainRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return super.getMethod().equals("HEAD") ? "GET" : super.getMethod();
        }

        @Override
        public @Nullable String getHeader(String name) {
            var value = super.getHeader(name);
            return value == null ? null : plain(name, value);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            List<String> values = Collections.list(super.getHeaders(name));
            return Collections.enumeration(
                    values.stream().map(value -> plain(name, value)).toList());
        }

        private static String plain(String name, String value) {
            return name.equalsIgnoreCase(HttpHeaders.IF_MATCH) || name.equalsIgnoreCase(HttpHeaders.IF_NONE_MATCH)
                    ? Representation.uncoded(value)
                    : value;
        }
    }
}
