package tablon.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import tablon.text.Text;

/** Which passwords people may choose: any that is long enough and not easily guessed. There are no composition rules. */
final class PasswordRules {
    static final int MIN_LENGTH = 10;
    static final int MAX_LENGTH = 200;
    /** NFC replaces at most four characters by one. */
    private static final int MAX_DECOMPOSED_LENGTH = 4 * MAX_LENGTH;

    private PasswordRules() {}

    /** Why {@code password} is not accepted for the account with this name, or empty if it is. */
    static Optional<Text> fault(String password, String username) {
        var normalized = normalized(password);
        int length = normalized.codePointCount(0, normalized.length());
        if (length < MIN_LENGTH) {
            return Optional.of(Text.of("fault.password-too-short", MIN_LENGTH));
        }
        if (length > MAX_LENGTH) {
            return Optional.of(Text.of("fault.password-too-long", MAX_LENGTH));
        }
        if (folded(normalized).equals(folded(normalized(username)))) {
            return Optional.of(Text.of("fault.password-is-name"));
        }
        if (isRepetition(normalized) || CommonPasswords.contains(folded(normalized))) {
            return Optional.of(Text.of("fault.password-common"));
        }
        return Optional.empty();
    }

    /** The form in which passwords are compared. A text that is too long for any password is left as it is. */
    static String normalized(String password) {
        return password.codePointCount(0, password.length()) > MAX_DECOMPOSED_LENGTH
                ? password
                : Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isRepetition(String password) {
        return password.codePoints().distinct().count() == 1;
    }
}
