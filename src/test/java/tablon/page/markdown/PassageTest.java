package tablon.page.markdown;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.notice.SearchWords;

class PassageTest {
    private static final String LONG = "palabra ".repeat(100);

    @Test
    void titleIsCompleteWithItsHitsMarked() {
        assertThat(Span.of("Becas: ½ beca", SearchWords.of("bec 2")))
                .containsExactly(
                        new Span("Becas", true),
                        new Span(": ", false),
                        new Span("½", true),
                        new Span(" ", false),
                        new Span("beca", true));
        assertThat(Span.of("Becas", SearchWords.of("otra"))).containsExactly(new Span("Becas", false));
    }

    @Test
    void shortTextIsComplete() {
        assertThat(passage("Se *abre* el [plazo](https://a.example).", "plazo", 100))
                .isEqualTo("Se abre el [plazo].");
    }

    @Test
    void hitAtTheBeginningKeepsTheBeginning() {
        assertThat(passage("El plazo. " + LONG, "plazo", 40)).isEqualTo("El [plazo]. palabra palabra palabra…");
    }

    @Test
    void hitInTheMiddleHasContextOnBothSides() {
        assertThat(passage(LONG + "plazo " + LONG, "plazo", 40)).isEqualTo("…palabra [plazo] palabra palabra palabra…");
    }

    @Test
    void hitAtTheEndIsPrecededByAsMuchAsFits() {
        assertThat(passage(LONG + "plazo", "plazo", 40)).isEqualTo("…palabra palabra palabra palabra [plazo]");
    }

    @Test
    void passageHasTheMostDifferentSearchWords() {
        var text = "De " + LONG + "de de de " + LONG + "plazo de becas " + LONG + "plazo de becas";

        assertThat(passage(text, "plazo de becas", 40)).isEqualTo("…palabra [plazo] [de] [becas] palabra palabra…");
    }

    @Test
    void wordsOutsideTheVisibleTextShowTheExcerpt() {
        assertThat(passage("Ver [sede](https://otra.example).\n\n- uno", "otra", 100))
                .isEqualTo("Ver sede.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a ", "😀", "e\u0301", "\u0301", "½", "a. ", "| a ", "- a\n", "![](a) "})
    @Timeout(5)
    void passageIsBounded(String part) {
        var text = part.repeat(20_000 / part.length());

        for (int maxLength : List.of(1, 10, 180)) {
            var spans = Markdown.passage(text + " a", SearchWords.of("a b 2"), maxLength);

            assertThat(spans.stream().map(Span::text).collect(joining())).hasSizeLessThanOrEqualTo(maxLength + 2);
            assertThat(spans).noneMatch(span -> span.text().isEmpty());
        }
    }

    /** The passage with its marked words in brackets. */
    private static String passage(String markdown, String search, int maxLength) {
        return Markdown.passage(markdown, SearchWords.of(search), maxLength).stream()
                .map(span -> span.marked() ? "[" + span.text() + "]" : span.text())
                .collect(joining());
    }
}
