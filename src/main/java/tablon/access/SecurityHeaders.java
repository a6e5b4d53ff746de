package tablon.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/**
 * Sets the security headers of every answer.
 *
 * @param https whether the board's public URL begins with https
 */
public record SecurityHeaders(boolean https) {
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Content-Security-Policy",
            // connect-src: browsers' own audits fetch robots.txt as the page; the pages have no scripts
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'self'",
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin");
    private static final String ONE_YEAR = "max-age=31536000";

    public void set(HttpServletRequest request, HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
        // pages of other origins may load public API answers
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
        response.setHeader("Cross-Origin-Resource-Policy", api ? "cross-origin" : "same-origin");
        if (https || request.isSecure()) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
    }
}
