package tablon.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Language;
import tablon.text.Text;

class FieldsTest {
    private static final int MAX_LENGTH = 200;
    private static final String ACUTE = "\u0301";

    @Test
    void lengthIsCheckedBeforeNormalization() {
        var refused = faultOf("e" + ACUTE.repeat(4 * MAX_LENGTH));

        assertThat(refused).isEqualTo(Text.of("fault.too-long", MAX_LENGTH, 4 * MAX_LENGTH + 1));
    }

    @Test
    void decomposedTextOfMaximumLengthIsAccepted() {
        var decomposed = "\u03b1\u0313\u0300\u0345".repeat(MAX_LENGTH);

        assertThat(line(decomposed)).isEqualTo("\u1f82".repeat(MAX_LENGTH));
        assertThat(faultOf("e" + ACUTE + decomposed))
                .isEqualTo(Text.of("fault.too-long", MAX_LENGTH, 4 * MAX_LENGTH + 2));
        assertThat(faultOf(("e" + ACUTE).repeat(MAX_LENGTH + 1)))
                .isEqualTo(Text.of("fault.too-long", MAX_LENGTH, MAX_LENGTH + 1));
    }

    @Test
    void moreThanThirtyCombiningMarksInARowAreRefused() {
        var most = "x" + (ACUTE + "\u0323").repeat(15);

        assertThat(line(most + most)).hasSize(62);
        assertThat(faultOf("a " + most + "\u20dd b")).isEqualTo(Text.of("fault.too-many-marks", 30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\u2028\u00a0",
                "\u200d",
                "\u2060",
                "\u3164",
                "\u00ad",
                "\u115f\u1160\uffa0",
                "\u034f",
                "\ufe0f",
                "\u180e \u200b",
                "\udb40\udd00\udb40\udc20",
                "\u2800",
                "\u202e\u2066",
                "\ufeff"
            })
    void textWithNothingVisibleIsBlank(String text) {
        assertThat(faultOf(text)).isEqualTo(Text.of("fault.blank"));
    }

    @Test
    void invisibleCharactersWithinVisibleTextAreKept() {
        var family = "👩\u200d👧\ufe0f";

        assertThat(line(family)).isEqualTo(family);
        assertThat(line("con\u00adtinúa")).isEqualTo("con\u00adtinúa");
    }

    @Test
    void lineAndParagraphSeparatorsAreLineBreaks() {
        var document = Json.mapper().createObjectNode().put("titulo", "a\u2028b\u2029c\u2028");

        assertThat(new Fields(document).lines("titulo", MAX_LENGTH)).isEqualTo("a\nb\nc");
        assertThat(faultOf("a\u2028b")).isEqualTo(Text.of("fault.not-one-line"));
        assertThat(faultOf("a\u2029b")).isEqualTo(Text.of("fault.not-one-line"));
        assertThat(line("a\u2028")).isEqualTo("a");
    }

    @Test
    void tabsAreKeptInTextOfSeveralLinesAndRefusedInALine() {
        var document = Json.mapper().createObjectNode().put("titulo", "if x:\n\ty()\t");

        assertThat(new Fields(document).lines("titulo", MAX_LENGTH)).isEqualTo("if x:\n\ty()");
        assertThat(faultOf("a\tb")).isEqualTo(Text.of("fault.not-one-line"));
        assertThat(line("a\t")).isEqualTo("a");
    }

    @Test
    void atMostTwentyUnknownMembersAreNamed() {
        var members = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < 20; i++) {
            members.put("m" + i, i);
        }

        var twenty = refusal(members);
        members.put("m20", 20);
        var more = refusal(members);
        members.put("m21", 21);
        var evenMore = refusal(members);

        assertThat(twenty.faults()).hasSize(20).noneMatch(fault -> fault.place().isEmpty());
        assertThat(more.faults()).hasSize(21).endsWith(Fault.at("", Text.of("fault.more-unknown-members", 1)));
        assertThat(evenMore.detail().in(Language.ENGLISH)).isEqualTo("22 members are invalid.");
        assertThat(evenMore.faults().get(20).detail().in(Language.ENGLISH)).isEqualTo("2 more members are unknown.");
        assertThat(evenMore.faults().get(20).detail().in(Language.SPANISH))
                .isEqualTo("Hay otros 2 campos desconocidos.");
    }

    private static String line(String text) {
        var fields = new Fields(Json.mapper().createObjectNode().put("titulo", text));
        var line = fields.line("titulo", MAX_LENGTH);
        fields.check();
        return line;
    }

    private static Text faultOf(String text) {
        var refused = catchThrowableOfType(Problem.class, () -> line(text));
        assertThat(refused.faults()).hasSize(1);
        return refused.faults().get(0).detail();
    }

    private static Problem refusal(Map<String, Integer> members) {
        var fields = new Fields(Json.mapper().valueToTree(members));
        return catchThrowableOfType(Problem.class, fields::check);
    }
}
