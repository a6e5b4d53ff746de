package tablon.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The most common passwords, from zxcvbn's list of 30,000. Loaded when the first password is chosen: only the 1,090 that
 * are long enough to be accepted otherwise, which take 0.1 MB.
 */
final class CommonPasswords {
    private CommonPasswords() {}

    /** Whether {@code password}, in lower case, is one of them. */
    static boolean contains(String password) {
        return Loaded.LIST.contains(password);
    }

    private static final class Loaded {
        static final Set<String> LIST = load();

        private static Set<String> load() {
            // pom.xml unpacks it
            var file = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream("passwords.txt"));
            try (var lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
                return lines.lines()
                        .filter(line -> line.length() >= PasswordRules.MIN_LENGTH)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
