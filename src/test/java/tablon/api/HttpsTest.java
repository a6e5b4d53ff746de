package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

/** A board with an https {@code PUBLIC_URL}. */
class HttpsTest extends BoardTest {

    @Override
    protected Map<String, String> settings() {
        var settings = new HashMap<>(super.settings());
        settings.put("PUBLIC_URL", "https://tablon.example.org");
        return settings;
    }

    @Test
    void everyAnswerHasStrictTransportSecurity() {
        for (var path : new String[] {"/", "/api/news", "/nothing"}) {
            assertThat(reader().get(path).header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        }
    }
}
