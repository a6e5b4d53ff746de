package tablon.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import tablon.digest.Sha256;

/**
 * The secret of a token: a prefix by which programs that look for leaked credentials recognise it, 256 random bits in base64url,
 * and the CRC-32 of those characters in base 62. The checksum tells a mistyped or invented token from an unknown one without
 * asking the database; it protects nothing.
 */
final class TokenSecret {
    static final String PREFIX = "tablon_pat_";

    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "[\\w-]{" + RANDOM_LENGTH + "}[0-9A-Za-z]{" + CHECKSUM_LENGTH + "}");
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenSecret() {}

    static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        var random = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return PREFIX + random + checksum(random);
    }

    /** Whether this looks like a token of this kind, with a right checksum or not. */
    static boolean hasForm(String token) {
        return FORM.matcher(token).matches();
    }

    /** Whether the checksum of a token of this {@link #hasForm form} is right. */
    static boolean isIntact(String token) {
        int end = PREFIX.length() + RANDOM_LENGTH;
        return token.substring(end).equals(checksum(token.substring(PREFIX.length(), end)));
    }

    /** A fast hash suffices, because secrets are random. */
    static String hash(String token) {
        return Sha256.hex(token.getBytes(StandardCharsets.US_ASCII));
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
