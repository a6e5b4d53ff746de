package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

class FollowTest extends BoardTest {
    private static final String FILTER = "?campus=MED&etiqueta=Caf%C3%A9+%26+t%C3%A9&q=beca+%26+%3Cb%3E";

    @Test
    void addressesAreThoseOfTheWholeBoardFirst() {
        var base = getBaseUri().toString();

        var html = reader().get("/seguir").text();

        assertThat(html)
                .contains(
                        ">" + base + "feed.atom</a>",
                        ">" + base + "feed.rss</a>",
                        ">" + base + "feed.json</a>",
                        ">" + base + "calendario.ics</a>",
                        ">" + base + "feed/concerto.json</a>",
                        "href=\"" + base.replace("http:", "webcal:") + "calendario.ics\"",
                        "&lt;iframe src=\"" + base + "insertar\" title=\"Tablón\"")
                .doesNotContain("<details class=\"filtering\" open");
        assertThat(html.indexOf("feed.atom</a>")).isLessThan(html.indexOf("feed.rss</a>"));
    }

    @Test
    void addressesKeepTheFilter() {
        publish("Café & té");

        var html = reader().get("/seguir?campus=med&etiqueta=CAFE%20%26%20te&q=beca%20%26%20%3Cb%3E&otro=1")
                .text();

        for (var name : List.of("feed.atom", "feed.rss", "feed.json", "calendario.ics", "feed/concerto.json")) {
            assertThat(html).contains(">" + getBaseUri() + name + FILTER.replace("&", "&amp;") + "</a>");
        }
        assertThat(html)
                .contains(
                        "<details class=\"filtering\" open",
                        "insertar" + FILTER.replace("&", "&amp;amp;"),
                        "<option value=\"MED\" selected",
                        "<option value=\"Café &amp; té\" selected",
                        "Facultad de Medicina · Café &amp; té · «beca &amp; &lt;b&gt;»",
                        "href=\"/seguir" + FILTER.replace("&", "&amp;") + "&amp;lang=en\"")
                .doesNotContain("<b>", "otro=1");
    }

    @Test
    void chosenLanguageIsKept() {
        var html = reader().get("/seguir?lang=en&evento=true").text();

        assertThat(html)
                .contains(
                        "<html lang=\"en\">",
                        "Follow the board",
                        "insertar?evento=true&amp;amp;lang=en",
                        "<input type=\"hidden\" name=\"lang\" value=\"en\">");
        assertThat(html).containsPattern("name=\"evento\" value=\"true\" checked");
    }

    @Test
    void unknownLabelIsShownAsText() {
        assertThat(reader().get("/seguir?etiqueta=%22%3E%3Cscript%3E").text())
                .contains("etiqueta=%22%3E%3Cscript%3E")
                .doesNotContain("<script>");
        assertThat(reader().get("/seguir?campus=NADA").status()).isEqualTo(404);
        assertThat(reader().get("/seguir?q=" + "y".repeat(201)).status()).isEqualTo(400);
    }

    @Test
    void boardAnnouncesItsFeedsWithItsFilter() {
        publish("Café & té");

        var links = alternates("/" + FILTER + "&lang=en");

        assertThat(links)
                .containsExactly(
                        "application/atom+xml /feed.atom" + FILTER,
                        "application/rss+xml /feed.rss" + FILTER,
                        "application/feed+json /feed.json" + FILTER,
                        "text/calendar /calendario.ics" + FILTER);
        assertThat(alternates("/")).contains("application/atom+xml /feed.atom", "text/calendar /calendario.ics");
        assertThat(reader().get("/" + FILTER + "&lang=en").text())
                .contains("href=\"/seguir" + FILTER.replace("&", "&amp;") + "&amp;lang=en\"");
    }

    @Test
    void noticeAnnouncesTheFeedsOfTheBoardAndFormsAnnounceNone() {
        var notice = publish("Becas");

        assertThat(alternates("/noticias/" + notice))
                .contains("application/atom+xml /feed.atom")
                .hasSize(4);
        assertThat(alternates("/seguir?campus=UGR")).contains("application/atom+xml /feed.atom?campus=UGR");
        for (var path : List.of("/entrar", "/noticias/nada", "/problems/not-found")) {
            assertThat(alternates(path)).as(path).isEmpty();
        }
    }

    @Test
    void crawlersMayReadFeedsAndTheEmbed() {
        assertThat(reader().get("/robots.txt").text()).doesNotContain("feed", "insertar", "calendario", "seguir");
    }

    private List<String> alternates(String path) {
        return Pattern.compile("<link rel=\"alternate\" type=\"([^\"]+)\" title=\"[^\"]+\" href=\"([^\"]+)\">")
                .matcher(reader().with("Accept", "text/html").get(path).text())
                .results()
                .map(link -> link.group(1) + " " + link.group(2).replace("&amp;", "&"))
                .toList();
    }

    private String publish(String label) {
        var answer = administrator().post("/api/news", notice("etiquetas", List.of(label)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }
}
