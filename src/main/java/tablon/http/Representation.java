package tablon.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tablon.json.EntityTags;

/**
 * The bytes of an answer, and how they may be sent.
 *
 * @param tag without quotes; null where none is known
 */
record Representation(int status, byte[] body, @Nullable String tag, boolean compressible) {
    private static final String GZIP_MARK = "-gzip";
    /** Below this the coding takes more than it gives. */
    private static final int SMALLEST_GZIPPED = 512;

    private static final List<String> COMPRESSIBLE =
            List.of("text/", "application/json", "application/problem+json", "image/svg+xml");

    /** Takes the bytes that {@code response} is to have, and sets the headers that do not depend on how they go out. */
    static Representation of(HttpServletResponse response, byte[] body, boolean read, boolean credential) {
        int status = response.getStatus();
        var type = response.getContentType() == null ? "" : response.getContentType();
        boolean compressible = body.length > 0 && COMPRESSIBLE.stream().anyMatch(type::startsWith);
        var tag = response.getHeader(HttpHeaders.ETAG);
        if (read && status == HttpServletResponse.SC_OK) {
            tag = EntityTags.of(body).getValue();
        } else if (tag != null) {
            tag = tag.replace("\"", "");
        }
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            boolean storable = read && status < 400;
            response.setHeader(
                    HttpHeaders.CACHE_CONTROL, credential ? "private, no-store" : storable ? "no-cache" : "no-store");
        }
        if (compressible) {
            vary(response);
        }
        return new Representation(status, body, tag, compressible && body.length >= SMALLEST_GZIPPED);
    }

    /** Sends it, or 304 where the client has it already; answers how many bytes of a body went out. */
    int send(HttpServletResponse response, @Nullable String acceptEncoding, @Nullable String ifNoneMatch, boolean head)
            throws IOException {
        boolean gzip = compressible && acceptsGzip(acceptEncoding);
        if (tag != null) {
            response.setHeader(HttpHeaders.ETAG, '"' + tag + (gzip ? GZIP_MARK : "") + '"');
        }
        if (status == HttpServletResponse.SC_OK && tag != null && ifNoneMatch != null && names(ifNoneMatch, tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return 0;
        }
        if (status == HttpServletResponse.SC_NO_CONTENT || status == HttpServletResponse.SC_NOT_MODIFIED) {
            return 0;
        }
        var bytes = gzip ? gzipped(body) : body;
        if (gzip) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setContentLength(bytes.length);
        if (head) {
            return 0;
        }
        response.getOutputStream().write(bytes);
        return bytes.length;
    }

    /** The entity tags of {@code condition} without the mark of a content coding. */
    static String uncoded(String condition) {
        return condition.replace(GZIP_MARK + '"', "\"");
    }

    private static boolean names(String ifNoneMatch, String tag) {
        return ifNoneMatch.strip().equals("*")
                || Arrays.stream(uncoded(ifNoneMatch).split(","))
                        .map(String::strip)
                        // weak comparison (RFC 9110, section 8.8.3.2)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(('"' + tag + '"')::equals);
    }

    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        var any = false;
        for (var coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            var parts = coding.strip().split("\\s*;\\s*", 2);
            boolean refused = parts.length == 2 && parts[1].matches("q=0(\\.0{0,3})?");
            if (parts[0].equals("gzip") || parts[0].equals("x-gzip")) {
                return !refused;
            }
            any |= parts[0].equals("*") && !refused;
        }
        return any;
    }

    private static byte[] gzipped(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void vary(HttpServletResponse response) {
        var names = new ArrayList<>(response.getHeaders(HttpHeaders.VARY));
        names.add(HttpHeaders.ACCEPT_ENCODING);
        response.setHeader(HttpHeaders.VARY, String.join(", ", names));
    }
}
