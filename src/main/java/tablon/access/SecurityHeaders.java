package tablon.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/**
 * The headers by which every answer limits what a browser does with it.
 *
 * @param https whether readers reach the board over https, as the settings say
 */
public record SecurityHeaders(boolean https) {
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'self'",
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin");
    private static final String YEAR = "max-age=31536000";

    public void set(HttpServletRequest request, HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
        // pages of other origins may show what the API gives to anybody
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
        response.setHeader("Cross-Origin-Resource-Policy", api ? "cross-origin" : "same-origin");
        if (https || request.isSecure()) {
            response.setHeader("Strict-Transport-Security", YEAR);
        }
    }
}
