package tablon.campus;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a campus: 1 to 32 letters, digits and hyphens.
 *
 * @param written in NFC, as it is shown
 * @param folded in NFC and lower case: two codes with the same folded form name one campus
 */
record CampusCode(String written, String folded) {
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}-]{1," + Campus.LONGEST_CODE + "}");
    /** A code point is decomposed into 4 at the most. */
    private static final int LONGEST_DECOMPOSED = 4 * Campus.LONGEST_CODE;

    /** The code that {@code text} is, in any case and normalization form; empty where no campus can have it. */
    static Optional<CampusCode> of(String text) {
        // first, because the time that normalization takes grows with the length
        if (text.codePointCount(0, text.length()) > LONGEST_DECOMPOSED) {
            return Optional.empty();
        }
        return Optional.of(nfc(text))
                .filter(code -> CODE.matcher(code).matches())
                .map(code -> new CampusCode(code, nfc(code.toLowerCase(Locale.ROOT))));
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
