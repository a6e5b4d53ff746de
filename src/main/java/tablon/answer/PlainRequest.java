package tablon.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The request as everything behind the filters sees it: a HEAD is a GET, since both have the same headers; the headers
 * that are parsed are short and have one line each; conditions name the representation, however its bytes were coded.
 */
final class PlainRequest extends HttpServletRequestWrapper {
    /** Longer than any that a browser sends; what is beyond it is cut off at a comma. */
    static final int LONGEST_HEADER = 1_024;

    private static final Set<String> PARSED = caseless(
            HttpHeaders.ACCEPT,
            HttpHeaders.ACCEPT_CHARSET,
            HttpHeaders.ACCEPT_ENCODING,
            HttpHeaders.ACCEPT_LANGUAGE,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH);
    private static final Set<String> CONDITIONS = caseless(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);

    PlainRequest(HttpServletRequest request) {
        super(request);
    }

    /** Whether it was a GET or a HEAD. */
    boolean isRead() {
        return getMethod().equals("GET");
    }

    boolean isHead() {
        return super.getMethod().equals("HEAD");
    }

    @Override
    public String getMethod() {
        return isHead() ? "GET" : super.getMethod();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return PARSED.contains(name) ? parsed(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!PARSED.contains(name)) {
            return super.getHeaders(name);
        }
        var value = parsed(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    private @Nullable String parsed(String name) {
        var lines = super.getHeaders(name);
        if (!lines.hasMoreElements()) {
            return null;
        }
        var value = lines.nextElement();
        // several lines are one list (RFC 9110, section 5.3)
        while (lines.hasMoreElements() && value.length() <= LONGEST_HEADER) {
            value += ", " + lines.nextElement();
        }
        if (value.length() > LONGEST_HEADER) {
            int comma = value.lastIndexOf(',', LONGEST_HEADER);
            value = value.substring(0, comma > 0 ? comma : LONGEST_HEADER);
        }
        return CONDITIONS.contains(name) ? Representation.uncoded(value) : value;
    }

    private static Set<String> caseless(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return Collections.unmodifiableSet(set);
    }
}
