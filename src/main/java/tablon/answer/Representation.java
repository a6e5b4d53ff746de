package tablon.answer;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tablon.json.EntityTags;
import tablon.text.Weighted;

/** A finished answer: its headers, its bytes, and how these go out (RFC 9110, RFC 9111). */
final class Representation {
    /** How the tag of a compressed form ends. */
    private static final String GZIP_END = "-gzip\"";

    private static final String ANYONE_WHO_ASKS_AGAIN = "no-cache";
    /** Below this the coding takes more than it gives. */
    private static final int SMALLEST_GZIPPED = 512;

    private static final Set<String> HOW_IT_GOES_OUT =
            Set.of("etag", "content-type", "content-length", "content-encoding", "cache-control", "vary");

    /** Tomcat's limit for all headers is 8 KiB. */
    private static final int LONGEST_HEADERS = 6 * 1024;

    private static final byte[] NO_BODY = {};

    private static final List<String> COMPRESSIBLE =
            List.of("text/", "application/json", "application/problem+json", "image/svg+xml");

    private final int status;
    private final @Nullable String type;
    private final List<Header> headers;
    private final byte[] body;
    private final boolean gzippable;
    /** The entity tag as it is sent, and that of the compressed form. */
    private final @Nullable String tag;

    private final @Nullable String gzippedTag;
    private volatile byte @Nullable [] gzipped;

    private Representation(int status, @Nullable String type, List<Header> headers, byte[] body, @Nullable String tag) {
        this.status = status;
        this.type = type;
        this.headers = headers;
        this.body = body;
        this.gzippable = body.length >= SMALLEST_GZIPPED && isText(type);
        this.tag = tag;
        this.gzippedTag = tag == null ? null : tag.substring(0, tag.length() - 1) + GZIP_END;
    }

    /** The resources' answer to a request that came with a credential or without. */
    static Representation of(BufferedResponse response, boolean read, boolean credential) {
        int status = response.getStatus();
        var headers = new ArrayList<Header>();
        for (var name : response.getHeaderNames()) {
            if (!response.headersOfEveryAnswer().contains(name)
                    && !HOW_IT_GOES_OUT.contains(name.toLowerCase(Locale.ROOT))) {
                response.getHeaders(name).forEach(value -> headers.add(new Header(name, value)));
            }
        }
        headers.add(new Header(HttpHeaders.CACHE_CONTROL, cacheControl(response, read, credential)));
        var body = response.body();
        var type = response.getContentType();
        var vary = new ArrayList<>(response.getHeaders(HttpHeaders.VARY));
        if (isText(type) && body.length > 0) {
            vary.add(HttpHeaders.ACCEPT_ENCODING);
        }
        if (!vary.isEmpty()) {
            headers.add(new Header(HttpHeaders.VARY, String.join(", ", vary)));
        }
        var made = response.getHeader(HttpHeaders.ETAG);
        var tag = made == null && read && status == HttpServletResponse.SC_OK ? EntityTags.header(body) : made;
        return new Representation(status, type, List.copyOf(headers), body, tag);
    }

    /** Whether the headers are longer than Tomcat sends: they repeat the request's address, which then is too long. */
    static boolean hasLongHeaders(HttpServletResponse response) {
        int length = 0;
        for (var name : response.getHeaderNames()) {
            for (var value : response.getHeaders(name)) {
                length += name.length() + value.length();
            }
        }
        return length > LONGEST_HEADERS;
    }

    /** Whether any reader who asks the same may have it, as long as it is true. */
    boolean isForAll() {
        return status == HttpServletResponse.SC_OK
                && headers.contains(new Header(HttpHeaders.CACHE_CONTROL, ANYONE_WHO_ASKS_AGAIN));
    }

    /** About how much memory it takes, its compressed form included. */
    int weight() {
        return 1_024 + body.length + (gzippable ? body.length / 2 : 0);
    }

    /** Sets status and headers of {@code response}; answers the body that is to be sent, of which 304 and HEAD have none. */
    byte[] prepare(PlainRequest request, HttpServletResponse response) {
        boolean gzip = gzippable && acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        response.setStatus(status);
        setHeaders(response);
        if (tag != null) {
            response.setHeader(HttpHeaders.ETAG, gzip ? gzippedTag : tag);
        }
        if (isKnown(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return NO_BODY;
        }
        if (status == HttpServletResponse.SC_NO_CONTENT || status == HttpServletResponse.SC_NOT_MODIFIED) {
            return NO_BODY;
        }
        var bytes = gzip ? gzipped() : body;
        if (gzip) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (request.isHead()) {
            response.setContentLength(bytes.length);
            return NO_BODY;
        }
        return bytes;
    }

    /** The entity tags of {@code condition} without the mark of a content coding. */
    static String uncoded(String condition) {
        return condition.replace(GZIP_END, "\"");
    }

    private void setHeaders(HttpServletResponse response) {
        if (type != null) {
            response.setContentType(type);
        }
        var last = "";
        for (var header : headers) {
            if (header.name.equals(last)) {
                response.addHeader(header.name, header.value);
            } else {
                response.setHeader(header.name, header.value);
            }
            last = header.name;
        }
    }

    private boolean isKnown(PlainRequest request) {
        var condition = request.isRead() && status == HttpServletResponse.SC_OK
                ? request.getHeader(HttpHeaders.IF_NONE_MATCH)
                : null;
        return condition != null
                && tag != null
                && (condition.equals(tag)
                        || condition.strip().equals("*")
                        || Arrays.stream(condition.split(","))
                                .map(String::strip)
                                // weak comparison (RFC 9110, section 8.8.3.2)
                                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                                .anyMatch(tag::equals));
    }

    private byte[] gzipped() {
        var done = gzipped;
        if (done == null) {
            done = gzip(body);
            gzipped = done;
        }
        return done;
    }

    private static String cacheControl(HttpServletResponse response, boolean read, boolean credential) {
        var made = response.getHeader(HttpHeaders.CACHE_CONTROL);
        if (credential) {
            return "private, no-store";
        }
        if (!read || response.getStatus() >= 400) {
            return "no-store";
        }
        return made != null ? made : ANYONE_WHO_ASKS_AGAIN;
    }

    private static boolean isText(@Nullable String type) {
        return type != null && COMPRESSIBLE.stream().anyMatch(type::startsWith);
    }

    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        var any = false;
        for (var coding : Weighted.list(acceptEncoding)) {
            if (coding.value().equals("gzip") || coding.value().equals("x-gzip")) {
                return coding.quality() > 0;
            }
            any |= coding.value().equals("*") && coding.quality() > 0;
        }
        return any;
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private record Header(String name, String value) {}
}
