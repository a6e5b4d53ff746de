package tablon.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tablon.problem.Problem;

class JsonTest {

    @Test
    void documentsWithinTheLimitsAreRead() {
        var json = "[".repeat(49) + "{\"" + "n".repeat(1_000) + "\":" + "9".repeat(100) + "}" + "]".repeat(49);

        assertThat(Json.read(json.getBytes(UTF_8)).isArray()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("documentsOverTheLimits")
    void documentsOverTheLimitsAreRefused(String json) {
        var refused = catchThrowableOfType(Problem.class, () -> Json.read(json.getBytes(UTF_8)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.detail().key()).isEqualTo("problem.json.constraints");
    }

    static Stream<String> documentsOverTheLimits() {
        return Stream.of(
                "[".repeat(51) + "]".repeat(51),
                "{\"a\":".repeat(51) + "1" + "}".repeat(51),
                "[" + "9".repeat(101) + "]",
                "{\"" + "n".repeat(1_001) + "\":1}");
    }
}
