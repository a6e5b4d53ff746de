package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    /** In code points. */
    private static final int MAX_DESCRIPTION_LENGTH = 20_000;

    @Test
    void wordsIgnoreCaseAccentsAndPunctuation() {
        assertThat(Words.of("¡Año NUEVO, 3,14 ﬁn Straße ÎLE año!"))
                .containsExactly("ano", "nuevo", "3", "14", "fin", "strasse", "ile");
    }

    @Test
    void finalSigmaEqualsSigma() {
        assertThat(Words.of("ΟΔΟΣ οδος οδοσ")).containsExactly("οδοσ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Σ",
                "Σ'",
                // NFKD: a mark of class 8 and one of class 220
                "\uff9e\u0323",
                "\ufdfa",
                "\ud834\udd60",
                "a\u0301\u0323\u0301\u0323",
                "\u33ff\u32d0 "
            })
    @Timeout(2)
    void hostileTextIsSplitInLinearTime(String part) {
        var text = part.repeat(MAX_DESCRIPTION_LENGTH / part.codePointCount(0, part.length()));

        assertThat(Words.of(text)).hasSizeLessThan(10);
    }
}
