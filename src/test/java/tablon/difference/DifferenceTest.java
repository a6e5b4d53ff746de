package tablon.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.difference.Difference.Part;

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

        assertThat(marked(difference.before())).isEqualTo(markedStored);
        assertThat(marked(difference.after())).isEqualTo(markedOwn);
    }

    @Test
    void onlyLinesThatDifferHaveMarks() {
        var difference = Difference.of("a\nb c\nd\n", "a\nb x\nd\ne\n");

        assertThat(marked(difference.before())).isEqualTo("a\nb [c]\nd\n");
        assertThat(marked(difference.after())).isEqualTo("a\nb [x]\nd\n[e\n]");
    }

    @Test
    void bothTextsAreWhole() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var stored = text(random);
            var own = text(random);
            var difference = Difference.of(stored, own);

            assertThat(whole(difference.before())).isEqualTo(stored);
            assertThat(whole(difference.after())).isEqualTo(own);
        }
    }

    @Test
    void mergedPartsShowWhatWasRemovedBeforeWhatWasAdded() {
        var difference = Difference.of("a\nb c\nd\n", "a\nb x\nd\ne\n");

        assertThat(merged(difference.parts())).isEqualTo("a\nb [-c][+x]\nd\n[+e\n]");
    }

    @Test
    void longUnchangedStretchesAreShortenedToTheWordsBesideAChange() {
        var same = "palabra ".repeat(100);
        var difference = Difference.of(same + "uno " + same + "dos " + same, same + "tres " + same + "cuatro " + same);

        var words = "palabra ".repeat(10);
        assertThat(merged(difference.shortened()).replaceAll("\\s+", " ").strip())
                .isEqualTo(("… " + words + "[-uno][+tres] " + words + "… " + words + "[-dos][+cuatro] " + words + "…")
                        .replaceAll("\\s+", " "));
    }

    @Test
    void charactersOfTwoUnitsStayWhole() {
        for (int i = 0; i < 2; i++) {
            var same = "x".repeat(i) + "\uD83D\uDE00".repeat(500);
            var shown =
                    merged(Difference.of("a " + same + " b", "c " + same + " d").shortened());

            assertThat(shown.getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) '?');
            assertThat(shown.length()).isLessThan(400);
        }
    }

    /** Ten versions of the longest texts, in stretches of this many tokens, all of which differ or of which half do. */
    @ParameterizedTest
    @CsvSource({"1,1", "10,1", "100,1", "400,1", "990,1", "10,2", "100,2", "400,2", "990,2"})
    void oneAnswerCostsLessThanASecond(int tokens, int kinds) {
        var random = new Random(7);
        var budget = new Difference.Budget();
        var texts = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> longest(random, tokens, i, kinds))
                .toList();
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        for (int i = 0; i < 10; i++) {
            Difference.of(texts.get(i), texts.get(i + 1), budget);
        }

        var spent = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        assertThat(spent).isLessThan(Duration.ofSeconds(1));
    }

    /** A line of signs, each of which is a token, and a line that all texts have, in turn. */
    private static String longest(Random random, int tokens, int which, int kinds) {
        var signs = ",;:!?()[]{}".substring(kinds == 1 ? which : 0);
        var text = new StringBuilder();
        while (text.length() < 20_000 - tokens - 6) {
            for (int i = 0; i < tokens; i++) {
                text.append(signs.charAt(random.nextInt(kinds)));
            }
            text.append("\nigual\n");
        }
        return text.toString();
    }

    /** The longest texts that have nothing in common, in many lines, many words, and blocks just below the limit. */
    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "%s ", "%s", "%s %s %s %s %s %s %s %s %s %s\n"})
    void worstCaseTakesLittleTime(String pattern) {
        var stored = longest(pattern.replace("%s", "a"));
        var own = longest(pattern.replace("%s", "b"));

        var difference = Assertions.assertTimeout(Duration.ofSeconds(20), () -> Difference.of(stored, own));

        assertThat(whole(difference.before())).isEqualTo(stored);
        assertThat(whole(difference.after())).isEqualTo(own);
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

    private static String merged(List<Part> parts) {
        return parts.stream()
                .map(part -> switch (part.kind()) {
                    case SAME -> part.text();
                    case REMOVED -> "[-" + part.text() + "]";
                    case ADDED -> "[+" + part.text() + "]";
                })
                .collect(Collectors.joining());
    }

    private static String whole(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}
