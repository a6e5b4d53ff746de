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

/** A complete answer. Handles entity tags, conditional requests, gzip and caching headers (RFC 9110, RFC 9111). */
final class Representation {
    /** The end of the entity tag of a compressed body. */
    private static final String GZIP_SUFFIX = "-gzip\"";

    /** Allows storing, but each use must be revalidated. */
    private static final String REVALIDATE = "no-cache";

    /** Compressing a smaller body costs more than it saves. */
    private static final int MIN_GZIP_BYTES = 512;

    /** The headers that this class sets itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("etag", "content-type", "content-length", "content-encoding", "cache-control", "vary");

    /** Below Tomcat's limit of 8 KiB for all headers. */
    private static final int MAX_HEADERS_LENGTH = 6 * 1024;

    private static final byte[] NO_BODY = {};

    private static final List<String> COMPRESSIBLE = List.of(
            "text/",
            "application/json",
            "application/problem+json",
            "application/feed+json",
            "application/xml",
            "application/atom+xml",
            "application/rss+xml",
            "image/svg+xml");

    private final int status;
    private final @Nullable String type;
    private final List<Header> headers;
    private final byte[] body;
    private final boolean gzippable;
    /** The entity tag of the uncompressed body. */
    private final @Nullable String tag;

    private final @Nullable String gzippedTag;
    /** Whether the body is not here, but a {@link tablon.route.Stream}. */
    private final boolean streamed;
    /** Compressed at first use. */
    private volatile byte @Nullable [] gzipped;

    private Representation(
            int status,
            @Nullable String type,
            List<Header> headers,
            byte[] body,
            @Nullable String tag,
            boolean streamed) {
        this.status = status;
        this.type = type;
        this.headers = headers;
        this.body = body;
        this.streamed = streamed;
        this.gzippable = body.length >= MIN_GZIP_BYTES && isText(type);
        this.tag = tag;
        this.gzippedTag = tag == null ? null : tag.substring(0, tag.length() - 1) + GZIP_SUFFIX;
    }

    /**
     * The answer in {@code response}.
     *
     * @param read whether the request was GET or HEAD
     * @param credential whether the request had a credential
     * @param streamed whether the response has only the headers of a {@link tablon.route.Stream}
     */
    static Representation of(BufferedResponse response, boolean read, boolean credential, boolean streamed) {
        int status = response.getStatus();
        var body = response.body();
        var type = response.getContentType();
        var headers = headers(response);
        headers.add(new Header(HttpHeaders.CACHE_CONTROL, cacheControl(response, read, credential)));
        var vary = new ArrayList<>(response.getHeaders(HttpHeaders.VARY));
        if (isText(type) && body.length > 0) {
            vary.add(HttpHeaders.ACCEPT_ENCODING);
        }
        if (!vary.isEmpty()) {
            headers.add(new Header(HttpHeaders.VARY, String.join(", ", vary)));
        }
        var tag = response.getHeader(HttpHeaders.ETAG);
        if (tag == null && read && !streamed && status == HttpServletResponse.SC_OK) {
            tag = EntityTags.header(body);
        }
        return new Representation(status, type, List.copyOf(headers), body, tag, streamed);
    }

    /** The headers that the resource set or changed, without {@link #OWN_HEADERS}. */
    private static List<Header> headers(BufferedResponse response) {
        var headers = new ArrayList<Header>();
        for (var name : response.getHeaderNames()) {
            if (!response.isCommon(name) && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                response.getHeaders(name).forEach(value -> headers.add(new Header(name, value)));
            }
        }
        return headers;
    }

    /**
     * Whether the headers could exceed Tomcat's limit. They do if the request URI is very long, because links repeat
     * it.
     */
    static boolean hasLongHeaders(HttpServletResponse response) {
        int length = 0;
        for (var name : response.getHeaderNames()) {
            for (var value : response.getHeaders(name)) {
                length += name.length() + value.length();
            }
        }
        return length > MAX_HEADERS_LENGTH;
    }

    /** Whether identical requests of other readers may get the same answer. */
    boolean isShareable() {
        return status == HttpServletResponse.SC_OK
                && headers.contains(new Header(HttpHeaders.CACHE_CONTROL, REVALIDATE));
    }

    /** The approximate size in bytes, including the compressed body. */
    int weight() {
        return 1_024 + body.length + (gzippable ? body.length / 2 : 0);
    }

    /**
     * Sets status and headers of {@code response}. Returns the body to send, which is empty for 204, 304, HEAD and streams.
     */
    byte[] prepare(NormalizedRequest request, HttpServletResponse response) {
        boolean gzip = gzippable && acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        response.setStatus(status);
        setHeaders(response);
        if (streamed) {
            return NO_BODY;
        }
        if (tag != null) {
            response.setHeader(HttpHeaders.ETAG, gzip ? gzippedTag : tag);
        }
        if (matchesIfNoneMatch(request)) {
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

    /** {@code condition} with the entity tags of the uncompressed body in place of those of the compressed one. */
    static String withoutGzipSuffix(String condition) {
        return condition.replace(GZIP_SUFFIX, "\"");
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

    /** Whether {@code If-None-Match} matches the tag by weak comparison (RFC 9110, section 8.8.3.2). */
    private boolean matchesIfNoneMatch(NormalizedRequest request) {
        var condition = request.isRead() && status == HttpServletResponse.SC_OK
                ? request.getHeader(HttpHeaders.IF_NONE_MATCH)
                : null;
        return condition != null
                && tag != null
                && (condition.equals(tag)
                        || condition.strip().equals("*")
                        || Arrays.stream(condition.split(","))
                                .map(String::strip)
                                .map(candidate -> candidate.startsWith("W/") ? candidate.substring(2) : candidate)
                                .anyMatch(tag::equals));
    }

    private byte[] gzipped() {
        var bytes = gzipped;
        if (bytes == null) {
            bytes = gzip(body);
            gzipped = bytes;
        }
        return bytes;
    }

    private static String cacheControl(HttpServletResponse response, boolean read, boolean credential) {
        if (credential) {
            return "private, no-store";
        }
        if (!read || response.getStatus() >= 400) {
            return "no-store";
        }
        var chosen = response.getHeader(HttpHeaders.CACHE_CONTROL);
        return chosen != null ? chosen : REVALIDATE;
    }

    private static boolean isText(@Nullable String type) {
        return type != null && COMPRESSIBLE.stream().anyMatch(type::startsWith);
    }

    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        boolean acceptsAny = false;
        for (var coding : Weighted.list(acceptEncoding)) {
            if (coding.value().equals("gzip") || coding.value().equals("x-gzip")) {
                return coding.quality() > 0;
            }
            acceptsAny |= coding.value().equals("*") && coding.quality() > 0;
        }
        return acceptsAny;
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
