package tablon.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Argon2id by password4j. One hash copies 19 MiB of blocks, besides 76 MiB of short-lived garbage; the library keeps
 * another 19 MiB from the first hash on, for each set of parameters. The two methods that are used here read no
 * {@code psw4j.properties}, print nothing, and start no thread while {@link #PARALLELISM} is 1.
 */
final class Hashes {
    /** The minimum that OWASP recommends with {@link #ITERATIONS} 2; in KiB. */
    static final int MEMORY = 19_456;

    static final int ITERATIONS = 2;
    static final int PARALLELISM = 1;
    static final int OUTPUT_BYTES = 32;
    static final int VERSION = Argon2Function.ARGON2_VERSION_13;
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    /** Has the parameters of a new hash and matches no password. */
    private final String dummy = "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s"
            .formatted(VERSION, MEMORY, ITERATIONS, PARALLELISM, base64(SALT_BYTES), base64(OUTPUT_BYTES));

    String hash(String password) {
        return current().hash(password.getBytes(UTF_8), bytes(SALT_BYTES)).getResult();
    }

    Passwords.Verification verify(Optional<String> hash, String password) {
        var compared = hash.orElse(dummy);
        var function = Argon2Function.getInstanceFromHash(compared);
        boolean matches = function.check(password.getBytes(UTF_8), compared.getBytes(UTF_8)) && hash.isPresent();
        return new Passwords.Verification(matches, matches && isOutdated(function));
    }

    private static boolean isOutdated(Argon2Function function) {
        return function.getVariant() != Argon2.ID
                || function.getVersion() < VERSION
                || function.getMemory() < MEMORY
                || function.getIterations() < ITERATIONS
                || function.getOutputLength() < OUTPUT_BYTES;
    }

    private static Argon2Function current() {
        return Argon2Function.getInstance(MEMORY, ITERATIONS, PARALLELISM, OUTPUT_BYTES, Argon2.ID, VERSION);
    }

    private String base64(int length) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes(length));
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
