package tablon.access;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/**
 * Sets the security headers of every answer.
 *
 * @param https whether the board's public URL begins with https
 */
public record SecurityHeaders(boolean https) {
    public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    /** Which sites may load the answer into their own pages. */
    public static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

    public static final String CROSS_ORIGIN = "cross-origin";

    // connect-src: browsers' own audits fetch robots.txt as the page
    private static final String WITHOUT_SCRIPTS =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'self'";
    /** The policy of the few pages that have a script, which is a file of the board. All others run none. */
    public static final String WITH_OWN_SCRIPT = WITHOUT_SCRIPTS + "; script-src 'self'";

    /**
     * The policy of the one page that every site may show in a frame. It has one style, with this hash, because a style sheet
     * is not loaded in a sandbox without {@code allow-same-origin}.
     *
     * @param hash the SHA-256 of the style, in Base64
     */
    public static String framedAnywhere(String hash) {
        return "default-src 'none'; style-src 'sha256-" + hash
                + "'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";
    }

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            CONTENT_SECURITY_POLICY,
            WITHOUT_SCRIPTS,
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin");
    private static final Map<String, String> CORS_READ = Map.of(
            "Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After");
    private static final Map<String, String> CORS_PREFLIGHT = Map.of(
            "Access-Control-Allow-Origin",
            "*",
            "Access-Control-Allow-Methods",
            "GET, HEAD",
            "Access-Control-Allow-Headers",
            "Accept, Accept-Language, If-None-Match",
            "Access-Control-Max-Age",
            "86400");
    /**
     * By method: pages of all origins may read the public API. They cannot send a credential, because browsers refuse
     * cookies to "*", and the allowed headers do not include {@code Authorization}.
     */
    private static final Map<String, Map<String, String>> CORS =
            Map.of("GET", CORS_READ, "HEAD", CORS_READ, "OPTIONS", CORS_PREFLIGHT);

    private static final String ONE_YEAR = "max-age=31536000";

    public void set(HttpServletRequest request, HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
        boolean api = path(request).startsWith(request.getContextPath() + "/api/");
        response.setHeader(RESOURCE_POLICY, api ? CROSS_ORIGIN : "same-origin");
        if (api) {
            CORS.getOrDefault(request.getMethod(), Map.of()).forEach(response::setHeader);
        }
        if (https || request.isSecure()) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
    }

    /** The path that the client requested, also while the container dispatches to the error page. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String requested
                ? requested
                : request.getRequestURI();
    }
}
