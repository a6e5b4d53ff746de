package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;
import tablon.testing.Client;

class NoticePageTest extends BoardTest {
    private static final String ID = "01a20000-0000-7000-8000-000000000001";
    private static final String PATH = "/noticias/" + ID;

    @Test
    void pageShowsCampusAndDate() {
        put("titulo", "Matrícula", "descripcion", "# Plazo\n\nHasta el **viernes**.");

        var page = browser().get(PATH);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Language")).isEqualTo("es");
        assertThat(page.text())
                .contains("<h1 dir=\"auto\">Matrícula</h1>", "<h2>Plazo</h2>", "<strong>viernes</strong>")
                .contains("Universidad de Granada", "lunes, 2 de marzo de 2026, 10:00 (hora de Europa central)");
        assertThat(browser().with("Accept-Language", "en").get(PATH).text())
                .contains("Monday, 2 March 2026, 10:00 (Central European Time)");
    }

    @Test
    void textAndNamesInAnotherLanguageThanThePageSaySo() {
        put("titulo", "Closed", "idioma", "en-GB");

        assertThat(browser().get(PATH).text())
                .contains(
                        "<h1 dir=\"auto\" lang=\"en-GB\">Closed</h1>",
                        "<div class=\"prose\" dir=\"auto\" lang=\"en-GB\">");
        assertThat(browser().with("Accept-Language", "en").get(PATH).text())
                .contains("More from <bdi lang=\"es\">Universidad de Granada</bdi>")
                .contains("dir=\"auto\" lang=\"es\">Universidad de Granada</a>");
    }

    @Test
    void pageHasMetadataForLinkPreviews() {
        put("titulo", "Becas \"nuevas\" & más", "descripcion", "Se piden en la *sede*.");

        assertThat(browser().get(PATH).text())
                .contains("<title>Becas \"nuevas\" &amp; más · Tablón</title>")
                .contains("<meta property=\"og:title\" content=\"Becas &#34;nuevas&#34; &amp; más\">")
                .contains("<meta name=\"description\" content=\"Se piden en la sede.\">")
                .contains("<meta property=\"og:url\" content=\"" + getBaseUri().resolve(PATH) + "\">")
                .contains("<meta property=\"article:published_time\" content=\"2026-03-02T09:00:00Z\">");
    }

    @Test
    void linkPreviewIsPlainTextWithoutAColonAtItsEnd() {
        put("descripcion", "Hay que **traer**:\n\n- [ ] el DNI\n- [x] ~~dos fotos~~ una foto");

        assertThat(browser().get(PATH).text())
                .contains("<meta property=\"og:description\" content=\"Hay que traer: el DNI; una foto\">");
    }

    @Test
    void labelsWithinTheTextAreInTheLanguageOfTheNotice() {
        put("descripcion", "|a|\n|-|\n|b|", "idioma", "en");

        assertThat(browser().with("Accept-Language", "es").get(PATH).text()).contains("aria-label=\"Table 1\"");
    }

    @Test
    void markupInTheTitleIsEscaped() {
        put("titulo", "<img src=x onerror=alert(1)>");

        assertThat(browser().get(PATH).text())
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img");
    }

    @Test
    void updateOnALaterDayIsShown() {
        put("titulo", "Uno");
        assertThat(browser().get(PATH).text()).doesNotContain("Actualizada");
        clock.advance(Duration.ofDays(1));

        administrator()
                .with("If-Match", administrator().get("/api/news/" + ID).header("ETag"))
                .patch("/api/news/" + ID, Map.of("titulo", "Dos"));

        assertThat(browser().get(PATH).text()).contains("Actualizada el martes, 3 de marzo de 2026");
    }

    @Test
    void unknownNoticeIsNotFoundInTheReadersLanguage() {
        var unknown = browser().with("Accept-Language", "en").get(PATH);

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Language")).isEqualTo("en");
        assertThat(unknown.text()).contains("<h1>Not found</h1>", "There is no notice with the id " + ID);
    }

    @Test
    void expiredNoticeIsGone() {
        put("caduca", "2026-03-02T10:00:00Z");
        clock.advance(Duration.ofHours(1));

        var page = browser().get(PATH);

        assertThat(page.status()).isEqualTo(410);
        assertThat(page.text()).contains("Esta noticia ha caducado.", "Volver al tablón");
    }

    @Test
    void filesOfTheApplicationAreNotServed() {
        assertThat(reader().get("/css/../WEB-INF/web.xml").status()).isEqualTo(404);
        assertThat(reader().get("/css/nothing.css").status()).isEqualTo(404);
        assertThat(reader().get("/images/board.css").status()).isEqualTo(404);
        assertThat(reader().get("/tablon/launcher/WarMain.class").status()).isEqualTo(404);
    }

    @Test
    void robotsTxtExcludesTheApi() {
        assertThat(reader().get("/robots.txt").text())
                .startsWith("User-agent: *\n")
                .contains("Disallow: /api/\n");
    }

    private Client browser() {
        return reader().with("Accept", "text/html,*/*;q=0.8");
    }

    private void put(Object... members) {
        var answer = administrator().with("If-None-Match", "*").put("/api/news/" + ID, notice(members));
        assertThat(answer.status()).isEqualTo(201);
    }
}
