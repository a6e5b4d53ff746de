package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.json.Json;
import tablon.testing.BoardTest;

class NoticeDataTest extends BoardTest {
    private static final String ID = "01a20000-0000-7000-8000-000000000001";
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script", Pattern.DOTALL);

    @Test
    void noticeIsANewsArticle() {
        put("titulo", "Becas", "caduca", "2026-04-01T10:00:00Z");

        var data = data(page());

        assertThat(data.path("@context").asText()).isEqualTo("https://schema.org");
        assertThat(data.path("@type").asText()).isEqualTo("NewsArticle");
        assertThat(data.path("headline").asText()).isEqualTo("Becas");
        assertThat(data.path("url").asText())
                .isEqualTo(getBaseUri().resolve("/noticias/" + ID).toString());
        assertThat(data.path("inLanguage").asText()).isEqualTo("es");
        assertThat(data.path("datePublished").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(data.path("dateModified").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(data.path("expires").asText()).isEqualTo("2026-04-01T10:00:00.000Z");
        assertThat(data.path("contentLocation").path("name").asText()).isEqualTo("Universidad de Granada");
        assertThat(data.path("author").path("name").asText()).isEqualTo("Tablón");
        assertThat(data.path("publisher").path("@type").asText()).isEqualTo("Organization");
    }

    @Test
    void eventHasASecondObject() {
        put(
                "titulo",
                "Charla",
                "empieza",
                "2026-04-01T10:00:00Z",
                "termina",
                "2026-04-01T11:00:00Z",
                "lugar",
                "Aula 1\nSótano");

        var data = data(page());

        assertThat(data.get(0).path("@type").asText()).isEqualTo("NewsArticle");
        var event = data.get(1);
        assertThat(event.path("@type").asText()).isEqualTo("Event");
        assertThat(event.path("name").asText()).isEqualTo("Charla");
        assertThat(event.path("startDate").asText()).isEqualTo("2026-04-01T10:00:00.000Z");
        assertThat(event.path("endDate").asText()).isEqualTo("2026-04-01T11:00:00.000Z");
        assertThat(event.path("eventStatus").asText()).isEqualTo("https://schema.org/EventScheduled");
        assertThat(event.path("location").path("@type").asText()).isEqualTo("Place");
        assertThat(event.path("location").path("name").asText()).isEqualTo("Aula 1, Sótano");
    }

    @Test
    void eventOnWholeDaysHasDatesAndTheCampusAsItsPlace() {
        put("empieza", "2026-04-01");

        var event = data(page()).get(1);

        assertThat(event.path("startDate").asText()).isEqualTo("2026-04-01");
        assertThat(event.has("endDate")).isFalse();
        assertThat(event.path("location").path("name").asText()).isEqualTo("Universidad de Granada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><img src=x>",
                "</SCRIPT >",
                "<!-- <script>",
                "<![CDATA[",
                "\"}, \"x\": \"",
                "\\u003c/script>\\",
                "&lt;/script&gt;",
                "]]> --> &amp;"
            })
    void noTitleEndsTheScriptElement(String title) {
        put("titulo", title);

        var page = page();

        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(page.split("</script", -1)).hasSize(2);
        assertThat(page).doesNotContain("<!--", "<img");
        assertThat(data(page).path("headline").asText()).isEqualTo(title);
    }

    @Test
    void noCampusNameEndsTheScriptElement() {
        administrator().put("/api/campuses/UGR", "{\"nombre\": \"</script><!--\"}");
        put();

        var page = page();

        assertThat(page.split("</script", -1)).hasSize(2);
        assertThat(data(page).path("contentLocation").path("name").asText()).isEqualTo("</script><!--");
    }

    @Test
    void boardAndErrorPageHaveNoScript() {
        put();

        for (var path : new String[] {"/", "/noticias/nada"}) {
            assertThat(reader().with("Accept", "text/html").get(path).text()).doesNotContain("<script");
        }
    }

    private String page() {
        var page = reader().with("Accept", "text/html").get("/noticias/" + ID);
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    private static JsonNode data(String page) {
        var found = DATA.matcher(page);
        assertThat(found.find()).isTrue();
        return Json.read(found.group(1).getBytes(StandardCharsets.UTF_8));
    }

    private void put(Object... members) {
        var answer = administrator().with("If-None-Match", "*").put("/api/news/" + ID, notice(members));
        assertThat(answer.status()).isEqualTo(201);
    }
}
