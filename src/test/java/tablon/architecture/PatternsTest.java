package tablon.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Regular expressions get input from clients, so each must take linear time. */
class PatternsTest {
    /** Ten times the longest accepted text; a pattern with quadratic time needs minutes for it. */
    private static final int LENGTH = 200_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> REPEATED = List.of(
            " ",
            "\t",
            ";",
            ",",
            "=",
            "q=0.",
            "a-",
            "-",
            "a",
            "0",
            "\"",
            "\\",
            "(",
            ")",
            "/",
            ".",
            ":",
            "%",
            "http://a",
            "https://a.b/(",
            "\u0301",
            "e\u0301",
            "\u200B",
            "é",
            "\uD83D\uDE00",
            "[",
            "*",
            "_",
            "`",
            "<",
            "&");
    private static final List<String> PREFIXES = List.of("", "x", "Bearer ", "\"", "https://a", "q=0", "01a2051d-");

    @Test
    void everyPatternTakesLinearTime() throws IllegalAccessException {
        var patterns = patterns();

        assertThat(patterns).hasSizeGreaterThan(8);
        for (var pattern : patterns) {
            for (var prefix : PREFIXES) {
                for (var part : REPEATED) {
                    var text = prefix + part.repeat(LENGTH / part.length()) + "\u0000";
                    assertTimeoutPreemptively(TIMEOUT, () -> search(pattern, text), pattern + " on " + part);
                }
            }
        }
    }

    private static boolean search(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        boolean found = matcher.matches();
        matcher.reset();
        while (matcher.find()) {
            found |= matcher.end() == text.length();
        }
        return found;
    }

    /** The {@link Pattern} constants of all production classes. */
    private static List<Pattern> patterns() throws IllegalAccessException {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("tablon");
        var patterns = new ArrayList<Pattern>();
        for (var type : classes) {
            for (JavaField javaField : type.getFields()) {
                if (javaField.getRawType().isEquivalentTo(Pattern.class)) {
                    Field field = javaField.reflect();
                    field.setAccessible(true);
                    patterns.add((Pattern) field.get(null));
                }
            }
        }
        return patterns;
    }
}
