package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {
    /** In code points. */
    private static final int MAX_DESCRIPTION_LENGTH = 20_000;

    @Test
    void wordsAreFoundByTheirBeginning() {
        assertThat(found("bec", "Becas, sabecas y BÉCARIOS")).containsExactly("Becas", "BÉCARIOS");
        assertThat(found("becas", "bec")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "matricula, La Matrícula: 2026, Matrícula",
        // decomposed: the mark belongs to the word
        "cafe, un cafe\u0301 solo, cafe\u0301",
        "cafe, cafe\u0301, cafe\u0301",
        "fin, Un ﬁnal, ﬁnal",
        "strasse, die Straße, Straße",
        "2, sobra ½ hora, ½",
        "οδος, ΟΔΟΣ, ΟΔΟΣ",
        "𝔸, 𝐚𝐛 c, 𝐚𝐛",
        "14, 3.14.15, 14"
    })
    void hitIsThePlaceInTheOriginalText(String search, String text, String hit) {
        assertThat(found(search, text)).containsExactly(hit);
    }

    @Test
    void hitNamesTheSearchWord() {
        assertThat(SearchWords.of("plazo becas").in("Becas: plazo"))
                .extracting(SearchWords.Hit::which)
                .containsExactly(1, 0);
    }

    @Test
    void longSearchWordsAreTruncatedAsTheIndexDoes() {
        assertThat(found("a".repeat(40), "a".repeat(31) + "b")).hasSize(1);
    }

    @Test
    void searchWithoutWordsFindsNothing() {
        assertThat(found("¿?", "¿?")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Σ", "\uff9e\u0323", "\ufdfa", "a\u0301\u0323", "\u33ff\u32d0 ", "a ", "½"})
    @Timeout(5)
    void hostileTextIsSearchedInLinearTime(String part) {
        var text = part.repeat(MAX_DESCRIPTION_LENGTH / part.codePointCount(0, part.length()));

        assertThat(SearchWords.of("b c d e f g h i j k l m n o p q r s t u v w x y z")
                        .in(text))
                .hasSizeLessThanOrEqualTo(MAX_DESCRIPTION_LENGTH);
    }

    private static List<String> found(String search, String text) {
        return SearchWords.of(search).in(text).stream()
                .map(hit -> text.substring(hit.start(), hit.end()))
                .toList();
    }
}
