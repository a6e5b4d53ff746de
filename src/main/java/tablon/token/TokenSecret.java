package tablon.token;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import tablon.digest.Secret;

/**
 * The secret of a token: a prefix by which programs that look for leaked credentials recognise it, 256 random bits in base64url,
 * and the CRC-32 of those characters in base 62. The checksum tells a mistyped or invented token from an unknown one without
 * asking the database; it protects nothing.
 */
final class TokenSecret {
    static final String PREFIX = "tablon_pat_";

    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "[\\w-]{" + Secret.LENGTH + "}[0-9A-Za-z]{" + CHECKSUM_LENGTH + "}");
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private TokenSecret() {}

    static String random() {
        var random = Secret.random();
        return PREFIX + random + checksum(random);
    }

    /** Whether this looks like a token of this kind, with a right checksum or not. */
    static boolean hasForm(String token) {
        return FORM.matcher(token).matches();
    }

    /** Whether the checksum of a token of this {@link #hasForm form} is right. */
    static boolean isIntact(String token) {
        int end = PREFIX.length() + Secret.LENGTH;
        return token.substring(end).equals(checksum(token.substring(PREFIX.length(), end)));
    }

    private static String checksum(String random) {
        var crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        var digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
