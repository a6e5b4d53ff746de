package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tablon.testing.BoardTest;

class ProblemTest extends BoardTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Test
    void refusalIsAProblemDocument() {
        var answer = reader().get("/api/news/1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().path("status").asInt()).isEqualTo(404);
        assertThat(answer.json().path("title").asText()).isEqualTo("No encontrado");
        assertThat(answer.json().path("detail").asText()).contains("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en             | en",
                "en-GB,es;q=0.5 | en",
                "es-MX          | es",
                "fr, en;q=0.1   | en",
                "fr             | es",
                "*              | es",
                ";;;            | es"
            })
    void languageIsNegotiatedElseTheDefault(String acceptLanguage, String language) {
        var answer = reader().with("Accept-Language", acceptLanguage).get("/api/nothing");

        assertThat(answer.header("Content-Language")).isEqualTo(language);
        assertThat(answer.header("Vary")).contains("Accept-Language");
    }

    @Test
    void browserGetsAnHtmlPage() {
        for (var path : new String[] {"/api/news/1", "/noticias/1", "/nothing", "/api/news?limit=0"}) {
            var answer = reader().with("Accept", BROWSER).get(path);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(answer.status()).isBetween(400, 404);
        }
    }

    @Test
    void unexpectedErrorShowsOnlyAnId() throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop table news_deleted");
        }

        var answer = reader().with("X-Request-Id", "look-here").get("/api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("detail").asText()).contains("look-here");
        assertThat(answer.text())
                .doesNotContainIgnoringCase("select")
                .doesNotContain("news_deleted", "Exception", "tablon.");
    }
}
