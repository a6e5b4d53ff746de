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
 * The request as seen by everything behind the filters:
 *
 * <ul>
 *   <li>HEAD becomes GET, because both have the same headers;
 *   <li>headers that are parsed have one line and a maximum length;
 *   <li>entity tags in conditions have no gzip suffix.
 * </ul>
 */
final class NormalizedRequest extends HttpServletRequestWrapper {
    /** Longer than any value that a browser sends. A longer one is cut off, at a comma if it has one. */
    private static final int MAX_HEADER_LENGTH = 1_024;

    private static final Set<String> PARSED_HEADERS = caseInsensitive(
            HttpHeaders.ACCEPT,
            HttpHeaders.ACCEPT_CHARSET,
            HttpHeaders.ACCEPT_ENCODING,
            HttpHeaders.ACCEPT_LANGUAGE,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH);
    private static final Set<String> CONDITION_HEADERS =
            caseInsensitive(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);

    NormalizedRequest(HttpServletRequest request) {
        super(request);
    }

    /** Whether the client sent GET or HEAD. */
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
        return PARSED_HEADERS.contains(name) ? normalized(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!PARSED_HEADERS.contains(name)) {
            return super.getHeaders(name);
        }
        var value = normalized(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    private @Nullable String normalized(String name) {
        var lines = super.getHeaders(name);
        if (!lines.hasMoreElements()) {
            return null;
        }
        var value = lines.nextElement();
        // several lines form one list (RFC 9110, section 5.3)
        while (lines.hasMoreElements() && value.length() <= MAX_HEADER_LENGTH) {
            value += ", " + lines.nextElement();
        }
        if (value.length() > MAX_HEADER_LENGTH) {
            int comma = value.lastIndexOf(',', MAX_HEADER_LENGTH);
            value = value.substring(0, comma > 0 ? comma : MAX_HEADER_LENGTH);
        }
        return CONDITION_HEADERS.contains(name) ? Representation.withoutGzipSuffix(value) : value;
    }

    private static Set<String> caseInsensitive(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return Collections.unmodifiableSet(set);
    }
}
