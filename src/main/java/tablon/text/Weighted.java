package tablon.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One element of a header such as {@code Accept-Language}: a value in lower case, and its quality value (RFC 9110,
 * section 12.4.2).
 *
 * @param quality from 0 (not acceptable) to 1; 0 if it is malformed
 */
public record Weighted(String value, double quality) {
    private static final int MAX_QUALITY_LENGTH = 5;

    /** The elements of {@code header} in order; empty if it is null. Takes time linear in its length. */
    public static List<Weighted> list(@Nullable String header) {
        var elements = new ArrayList<Weighted>();
        if (header != null) {
            for (var element : header.toLowerCase(Locale.ROOT).split(",")) {
                elements.add(of(element));
            }
        }
        return elements;
    }

    private static Weighted of(String element) {
        var parts = element.split(";");
        double quality = 1;
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                quality = quality(parameter.substring(2));
            }
        }
        return new Weighted(parts.length == 0 ? "" : parts[0].strip(), quality);
    }

    private static double quality(String digits) {
        boolean valid = !digits.isEmpty()
                && digits.length() <= MAX_QUALITY_LENGTH
                && digits.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
                && digits.indexOf('.') == digits.lastIndexOf('.')
                && digits.charAt(0) != '.';
        double quality = valid ? Double.parseDouble(digits) : 0;
        return quality <= 1 ? quality : 0;
    }
}
