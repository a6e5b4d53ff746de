package tablon.http;

import org.jspecify.annotations.Nullable;

/** What a client would rather read, by its {@code Accept} header (RFC 9110, section 12.5.1). */
final class Preference {
    private Preference() {}

    /** Whether it names HTML, and likes it no less than JSON; who takes anything is a program. */
    static boolean isForHtml(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        double html = 0;
        double json = 0;
        for (var range : accept.toLowerCase(java.util.Locale.ROOT).split(",")) {
            var parts = range.strip().split("\\s*;\\s*");
            double quality = quality(parts);
            if (parts[0].equals("text/html") || parts[0].equals("application/xhtml+xml")) {
                html = Math.max(html, quality);
            } else if (parts[0].endsWith("json")) {
                json = Math.max(json, quality);
            }
        }
        return html > 0 && html >= json;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].matches("q=[01](\\.\\d{0,3})?")) {
                return Double.parseDouble(parts[i].substring(2));
            }
        }
        return 1;
    }
}
