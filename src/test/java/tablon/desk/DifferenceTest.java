package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.desk.Difference.Part;

class DifferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Se abre el lunes. | Se abre el martes. | Se abre el [lunes]. | Se abre el [martes].",
                "uno dos | uno dos | uno dos | uno dos",
                "uno | dos | [uno] | [dos]",
                "uno dos tres | uno tres | uno [dos ]tres | uno tres"
            })
    void wordsThatDifferAreMarked(String stored, String own, String markedStored, String markedOwn) {
        var difference = Difference.of(stored, own);

        assertThat(marked(difference.stored())).isEqualTo(markedStored);
        assertThat(marked(difference.own())).isEqualTo(markedOwn);
    }

    @Test
    void onlyLinesThatDifferHaveMarks() {
        var difference = Difference.of("a\nb c\nd\n", "a\nb x\nd\ne\n");

        assertThat(marked(difference.stored())).isEqualTo("a\nb [c]\nd\n");
        assertThat(marked(difference.own())).isEqualTo("a\nb [x]\nd\n[e\n]");
    }

    @Test
    void bothTextsAreWhole() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var stored = text(random);
            var own = text(random);
            var difference = Difference.of(stored, own);

            assertThat(whole(difference.stored())).isEqualTo(stored);
            assertThat(whole(difference.own())).isEqualTo(own);
        }
    }

    /** The longest texts that have nothing in common, in many lines, many words, and blocks just below the limit. */
    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "%s ", "%s", "%s %s %s %s %s %s %s %s %s %s\n"})
    void worstCaseTakesLittleTime(String pattern) {
        var stored = longest(pattern.replace("%s", "a"));
        var own = longest(pattern.replace("%s", "b"));

        var difference = Assertions.assertTimeout(Duration.ofSeconds(20), () -> Difference.of(stored, own));

        assertThat(whole(difference.stored())).isEqualTo(stored);
        assertThat(whole(difference.own())).isEqualTo(own);
    }

    private static String longest(String pattern) {
        return pattern.repeat(20_000 / pattern.length());
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(60), 0, 5)
                .mapToObj(i -> "ab \n.".substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static String marked(List<Part> parts) {
        return parts.stream()
                .map(part -> part.isChanged() ? "[" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }

    private static String whole(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}
