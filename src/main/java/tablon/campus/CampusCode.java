package tablon.campus;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a campus: 1 to 32 letters, digits and hyphens.
 *
 * @param written the code in NFC, for display
 * @param folded the code in NFC and lower case, for comparison
 */
public record CampusCode(String written, String folded) {
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}-]{1," + Campus.MAX_CODE_LENGTH + "}");
    /** A code point decomposes into at most 4. */
    private static final int MAX_DECOMPOSED_LENGTH = 4 * Campus.MAX_CODE_LENGTH;

    /** Reads a code in any case and normalization form; empty if it is not valid. */
    public static Optional<CampusCode> of(String text) {
        // before normalization, whose time grows with the length
        if (text.codePointCount(0, text.length()) > MAX_DECOMPOSED_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(nfc(text))
                .filter(code -> CODE.matcher(code).matches())
                .map(code -> new CampusCode(code, nfc(code.toLowerCase(Locale.ROOT))));
    }

    /**
     * Reads a code that is known to be valid.
     *
     * @throws IllegalArgumentException if it is not
     */
    static CampusCode required(String text) {
        return of(text).orElseThrow(() -> new IllegalArgumentException("not a valid campus code: " + text));
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
