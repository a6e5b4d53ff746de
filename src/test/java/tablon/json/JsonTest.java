package tablon.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.text.Text;

class JsonTest {

    @Test
    void documentsWithinTheLimitsAreRead() {
        var json = "[".repeat(49) + "{\"" + "n".repeat(1_000) + "\":" + "9".repeat(100) + "}" + "]".repeat(49);

        assertThat(Json.read(json.getBytes(UTF_8)).isArray()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("documentsOverTheLimits")
    void documentsOverTheLimitsAreRefused(String json) {
        var refused = refusal(json);

        assertThat(refused.type()).isEqualTo(ProblemType.JSON_TOO_COMPLEX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,'a':2}            | /a",
                "{'a':1,'b':2,'a':{'c':3}} | /a",
                "{'a':1,'a':[]}           | /a",
                "{'a':null,'a':null}      | /a",
                "{'':1,'':2}              | /",
                "[{},{'x/y~':1,'x/y~':2}] | /1/x~1y~0",
                "{'o':{'a':[1,2],'a':3}}  | /o/a"
            })
    void duplicateMemberIsNamed(String json, String pointer) {
        var refused = refusal(json.replace('\'', '"'));

        assertThat(refused.type()).isEqualTo(ProblemType.DUPLICATE_MEMBER);
        assertThat(refused.faults()).containsExactly(Fault.at(pointer, Text.of("fault.repeated")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "1 2", "{\"a\":1} [1]", "{\"a\":1} {\"a\":2}", "[1] \"a\"", "{\"a\"}", "{\"a\":1"})
    void severalOrIncompleteDocumentsAreMalformed(String json) {
        var refused = refusal(json);

        assertThat(refused.type()).isEqualTo(ProblemType.MALFORMED_JSON);
        assertThat(refused.faults()).isEmpty();
    }

    private static Problem refusal(String json) {
        return catchThrowableOfType(Problem.class, () -> Json.read(json.getBytes(UTF_8)));
    }

    static Stream<String> documentsOverTheLimits() {
        return Stream.of(
                "[".repeat(51) + "]".repeat(51),
                "{\"a\":".repeat(51) + "1" + "}".repeat(51),
                "[" + "9".repeat(101) + "]",
                "{\"" + "n".repeat(1_001) + "\":1}");
    }
}
