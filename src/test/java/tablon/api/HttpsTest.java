package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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

    @Test
    void addressesInAnswersBeginWithThePublicUrl() {
        var posted = administrator().post("/api/news", notice());
        var id = posted.json().path("id").asText();
        var problems = List.of(
                reader().get("/api/news/1"), reader().withToken("wrong").get("/api/news"), reader().get("/nothing"));

        assertThat(posted.header("Location")).isEqualTo("https://tablon.example.org/api/news/" + id);
        assertThat(posted.json().path("url").asText()).isEqualTo("https://tablon.example.org/noticias/" + id);
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.json().path("type").asText())
                        .startsWith("https://tablon.example.org/problems/"));
    }
}
