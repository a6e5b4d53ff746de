package tablon.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name for signing in: 1 to 64 letters, digits and the characters {@code . _ - @}.
 *
 * @param written the name in NFC, for display
 * @param folded the name in NFC and lower case, for comparison
 */
public record Username(String written, String folded) {
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}._@-]{1," + Account.MAX_USERNAME_LENGTH + "}");
    /** A code point decomposes into at most 4. */
    private static final int MAX_DECOMPOSED_LENGTH = 4 * Account.MAX_USERNAME_LENGTH;

    /** Reads a name in any case and normalization form; empty if it is not valid. */
    public static Optional<Username> of(String text) {
        // before normalization, whose time grows with the length
        if (text.codePointCount(0, text.length()) > MAX_DECOMPOSED_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(nfc(text.strip()))
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> new Username(name, nfc(name.toLowerCase(Locale.ROOT))));
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
