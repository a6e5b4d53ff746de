package tablon.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client would rather read, by its {@code Accept} header (RFC 9110, section 12.5.1): how much it likes HTML and
 * JSON, from 0 to 1.
 */
record Preference(double html, double json) {
    private static final Preference ANYTHING = new Preference(1, 1);
    private static final Pattern PARAMETERS = Pattern.compile("\\s*;\\s*");
    private static final Pattern QUALITY = Pattern.compile("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");

    /** Whether an error is told in HTML: where that is named, and liked no less than JSON; any other is a program. */
    static boolean isForHtml(@Nullable String accept) {
        return accept != null
                && accept.toLowerCase(Locale.ROOT).contains("html")
                && of(accept)
                        .filter(both -> both.html > 0 && both.html >= both.json)
                        .isPresent();
    }

    /** Empty where the header says more than can be told by two numbers. */
    static Optional<Preference> of(@Nullable String accept) {
        if (accept == null || accept.equals("*/*")) {
            return Optional.of(ANYTHING);
        }
        var html = new Liking("text/html", "text/*");
        var json = new Liking("application/json", "application/*");
        for (var range : accept.toLowerCase(Locale.ROOT).split(",")) {
            var parts = PARAMETERS.split(range.strip(), 2);
            if (!html.isIn(parts[0]) && !json.isIn(parts[0])) {
                // such as Chromium's application/signed-exchange;v=b3;q=0.7
                continue;
            }
            if (parts.length == 2 && !QUALITY.matcher(parts[1]).matches()) {
                return Optional.empty();
            }
            double quality = parts.length == 2 ? Double.parseDouble(parts[1].substring(2)) : 1;
            html.read(parts[0], quality);
            json.read(parts[0], quality);
        }
        return Optional.of(new Preference(html.quality, json.quality));
    }

    /** How much a type is liked: as the most specific range says that covers it. */
    private static final class Liking {
        private final String type;
        private final String family;
        private int specificity;
        private double quality;

        Liking(String type, String family) {
            this.type = type;
            this.family = family;
        }

        boolean isIn(String range) {
            return specificity(range) > 0;
        }

        void read(String range, double said) {
            int how = specificity(range);
            if (how > specificity) {
                specificity = how;
                quality = said;
            }
        }

        /** How closely a range describes the type; 0 where it does not. */
        private int specificity(String range) {
            return range.equals(type) ? 3 : range.equals(family) ? 2 : range.equals("*/*") ? 1 : 0;
        }
    }
}
