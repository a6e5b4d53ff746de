package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class BoardPageTest extends BoardTest {

    @Test
    void clientPreferringJsonGetsTheStatus() {
        var answer = reader().with("Accept", "application/json").get("/");

        assertThat(answer.text()).isEqualTo("{\"status\":\"OK\"}");
        assertThat(answer.header("Vary")).contains("Accept, Accept-Language");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "text/html,application/json", "application/json;q=0.5,text/html"})
    void otherClientsGetTheBoard(String accept) {
        var answer = reader().with("Accept", accept).get("/");

        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(answer.header("Vary")).contains("Accept, Accept-Language");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.text()).doesNotContain("<script", "style=", " on");
    }

    @Test
    void pageLanguageFollowsAcceptLanguageThenTheDefault() {
        assertThat(inEnglish().get("/").text()).contains("<html lang=\"en\">", "There are no notices yet.");
        assertThat(inEnglish().get("/").header("Content-Language")).isEqualTo("en");

        assertThat(browser().with("Accept-Language", "de").get("/").text()).contains("<html lang=\"es\">");
    }

    @Test
    void emptyBoardShowsHowToPublish() {
        assertThat(board("/")).contains("Todavía no hay noticias.", "/api/news");
        assertThat(board("/?campus=MED")).contains("Ahora no hay noticias de este campus.");
    }

    @Test
    void pinnedNoticesPrecedeNewerOnes() {
        post("titulo", "Fijada de ayer", "fijada", true, "publicada", "2026-03-01T10:00:00Z");
        post("titulo", "De hoy");

        assertThat(board("/")).containsSubsequence("Fijadas", "Fijada de ayer", "1 mar", "Hoy", "De hoy");
    }

    @Test
    void noticesAreGroupedByDayInTheZoneOfTheBoard() {
        post("titulo", "De hoy", "publicada", "2026-03-01T23:00:00Z");
        post("titulo", "De ayer", "publicada", "2026-03-01T22:59:59Z");
        post("titulo", "De febrero", "publicada", "2026-02-28T10:00:00Z");
        post("titulo", "Del año pasado", "publicada", "2025-12-31T10:00:00Z");

        assertThat(days(board("/")))
                .containsExactly(
                        "Hoy lunes, 2 de marzo",
                        "Ayer domingo, 1 de marzo",
                        "Sábado 28 de febrero",
                        "Miércoles 31 de diciembre de 2025");
        assertThat(days(inEnglish().get("/").text()))
                .containsExactly(
                        "Today Monday, 2 March",
                        "Yesterday Sunday, 1 March",
                        "Saturday 28 February",
                        "Wednesday 31 December 2025");
    }

    @Test
    void todayBecomesYesterdayAtMidnight() {
        post("titulo", "De hoy");
        assertThat(days(board("/"))).containsExactly("Hoy lunes, 2 de marzo");

        clock.advance(Duration.ofHours(14));

        assertThat(days(board("/"))).containsExactly("Ayer lunes, 2 de marzo");
    }

    @Test
    void scheduledAndExpiredNoticesAreHidden() {
        post("titulo", "Programada", "publicada", "2026-03-02T09:30:00Z");
        post("titulo", "Caduca", "caduca", "2026-03-02T09:30:00Z");
        assertThat(board("/")).contains("Caduca").doesNotContain("Programada");

        clock.advance(Duration.ofHours(1));

        assertThat(board("/")).contains("Programada").doesNotContain("Caduca");
    }

    @Test
    void campusFilterIgnoresCase() {
        post("titulo", "De Granada");
        post("titulo", "De Medicina", "campus", "MED");

        assertThat(board("/?campus=med"))
                .contains("De Medicina")
                .contains("<h1 dir=\"auto\"><bdi>Facultad de Medicina</bdi></h1>")
                .contains("<a href=\"/?campus=MED\" aria-current=\"page\"")
                .doesNotContain("De Granada");
    }

    @Test
    void unknownCampusIsNotFound() {
        var answer = browser().get("/?campus=XYZ");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("<h1>No encontrado</h1>", "No existe el campus XYZ.");
    }

    @Test
    void searchFindsWordsAndEscapesThem() {
        post("titulo", "Becas de movilidad");

        assertThat(board("/?q=BECÁ")).contains("<mark>Becas</mark> de movilidad", "value=\"BECÁ\"");
        assertThat(board("/?q=%22%3E%3Czz%3E&campus=UGR"))
                .contains(
                        "Ningún resultado para «<bdi>\"&gt;&lt;zz&gt;</bdi>» en <bdi>Universidad de Granada</bdi>",
                        "Ninguna noticia contiene todas esas palabras.",
                        "<a href=\"/?q=%22%3E%3Czz%3E\">Buscar «<bdi>\"&gt;&lt;zz&gt;</bdi>» en todos los campus</a>");
    }

    @Test
    void searchSaysHowManyNoticesItFoundAndWhere() {
        post("titulo", "Becas de comedor");
        post("titulo", "Becas de movilidad", "campus", "MED");
        post("titulo", "Otra");

        assertThat(title(board("/?q=becas"))).isEqualTo("2 resultados para «becas» · Tablón");
        assertThat(title(board("/?q=becas&campus=MED")))
                .isEqualTo("1 resultado para «becas» en Facultad de Medicina · Tablón");
        assertThat(title(inEnglish().get("/?q=becas&campus=MED").text()))
                .isEqualTo("1 result for “becas” in Facultad de Medicina · Tablón");
        assertThat(title(board("/?q=%C2%A1%21"))).isEqualTo("Ningún resultado para «¡!» · Tablón");
    }

    @Test
    void hitOutsideTheTitleSaysWhereItIsAndShowsThePassage() {
        post("titulo", "Becas", "descripcion", "Para el comedor.");
        post("titulo", "Avisos", "descripcion", "Texto. ".repeat(100) + "Se convocan becas de comedor.");
        post("titulo", "Enlace", "descripcion", "Véase [la página](https://example.org/secretaria).");

        assertThat(board("/?q=becas"))
                .containsSubsequence("Avisos", "<span>En el texto</span>", "Se convocan <mark>becas</mark> de comedor.")
                .containsSubsequence("<mark>Becas</mark>", "Para el comedor.")
                .containsOnlyOnce("En el texto");
        assertThat(board("/?q=secretaria")).contains("<span>En la dirección de un enlace</span>");
        assertThat(board("/")).doesNotContain("<mark>", "En el texto");
    }

    @Test
    void hitsAreCountedUpToAHundred() {
        for (int i = 0; i < 100; i++) {
            post("titulo", "Becas " + i);
        }
        assertThat(title(board("/?q=becas"))).startsWith("100 resultados");

        post("titulo", "Becas", "caduca", "2026-03-02T09:30:00Z");

        assertThat(title(board("/?q=becas"))).startsWith("Más de 100 resultados");
        clock.advance(Duration.ofHours(1));
        assertThat(title(board("/?q=becas"))).startsWith("100 resultados");
    }

    @Test
    void tooLongSearchIsRefusedWithAMessage() {
        assertThat(browser().get("/?q=" + "😀".repeat(200)).status()).isEqualTo(200);

        var refused = browser().get("/?q=" + "a".repeat(201));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Búsqueda demasiado larga: 201 caracteres; el máximo es 200.");
    }

    @Test
    void pagingLinksKeepTheCampus() {
        for (int i = 1; i <= 21; i++) {
            post("titulo", "Noticia n.º " + i + ".");
            clock.advance(Duration.ofMinutes(1));
        }

        var first = board("/?campus=UGR");
        var second = board(link(first, "next"));

        assertThat(first).contains("n.º 21.", "n.º 2.").doesNotContain("n.º 1.", "rel=\"prev\"");
        assertThat(second).contains("n.º 1.").doesNotContain("n.º 2.", "rel=\"next\"");
        assertThat(link(second, "prev")).contains("campus=UGR");
        assertThat(board(link(second, "prev"))).contains("n.º 21.");
    }

    @Test
    void laterPagesAreNamedAfterThePeriodOfTheirNotices() {
        for (int day = 1; day <= 25; day++) {
            post("titulo", "Becas " + day, "publicada", "2026-01-%02dT12:00:00Z".formatted(day));
        }

        var second = board(link(board("/"), "next"));
        var campus = board(link(board("/?campus=UGR"), "next"));
        var english = inEnglish().get(link(board("/?q=becas"), "next")).text();

        assertThat(title(second)).isEqualTo("Noticias: del 1 al 5 de enero de 2026 · Tablón");
        assertThat(second).contains("Noticias: del 1 al 5 de enero de 2026");
        assertThat(title(campus)).isEqualTo("Universidad de Granada: del 1 al 5 de enero de 2026 · Tablón");
        assertThat(title(english)).isEqualTo("25 results for “becas”: 1 to 5 January 2026 · Tablón");
        assertThat(title(board(link(second, "prev")))).isEqualTo("Noticias · Tablón");
    }

    @Test
    void moreThanFourCampusesAreBehindADisclosureInTheOrderOfTheReadersLanguage() {
        post("titulo", "Una");
        assertThat(board("/")).doesNotContain("<details>");

        administrator().put("/api/campuses/A", Map.of("nombre", "Zamora"));
        administrator().put("/api/campuses/B", Map.of("nombre", "Ávila"));
        administrator().put("/api/campuses/C", Map.of("nombre", "Bilbao"));

        assertThat(board("/?campus=B"))
                .containsPattern("<summary>.*Campus.*<bdi>Ávila</bdi>")
                .containsSubsequence(
                        "<ul>", "Ávila", "Bilbao", "Facultad de Medicina", "Universidad de Granada", "Zamora", "</ul>");
    }

    @Test
    void textsInAnotherLanguageThanThePageSaySo() {
        post("titulo", "Closed", "descripcion", "The office.", "idioma", "en");
        post("titulo", "Cerrado", "descripcion", "La oficina.");

        assertThat(board("/"))
                .contains(" lang=\"en\">Closed</a>", "<p class=\"excerpt\" dir=\"auto\" lang=\"en\">The office.</p>")
                .contains("\">Cerrado</a>", "<p class=\"excerpt\" dir=\"auto\">La oficina.</p>")
                .doesNotContain("lang=\"es\">Cerrado", "lang=\"es\">Universidad");
        assertThat(inEnglish().get("/").text())
                .contains("\">Closed</a>", " lang=\"es\">Cerrado</a>", " lang=\"es\">Universidad de Granada</a>")
                .contains(" lang=\"es\">Tablón</a>");
        assertThat(inEnglish().get("/?campus=UGR").text()).contains("<bdi lang=\"es\">Universidad de Granada</bdi>");
    }

    @Test
    void examplesAreInTheLanguageOfTheBoard() {
        assertThat(inEnglish().get("/?q=zz").text())
                .contains("“<bdi lang=\"es\">bec</bdi>” finds “<bdi lang=\"es\">becas</bdi>”");
        assertThat(inEnglish().get("/").text()).contains("<pre lang=\"es\">", "Le damos la bienvenida");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?cursor=nonsense", "/?utm_source=x&fbclid=y", "/?q=%20&campus=", "/?cursor="})
    void unknownOrEmptyParametersAreIgnored(String path) {
        post("titulo", "Está");

        assertThat(board(path)).contains("Está", "Hoy");
    }

    private Client browser() {
        return reader().with("Accept", "text/html,*/*;q=0.8");
    }

    private Client inEnglish() {
        return browser().with("Accept-Language", "en-GB,en;q=0.9,es;q=0.5");
    }

    private String board(String path) {
        var answer = browser().get(path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private Exchange post(Object... members) {
        var answer = administrator().post("/api/news", notice(members));
        assertThat(answer.status()).isEqualTo(201);
        return answer;
    }

    private static String title(String page) {
        return page.substring(page.indexOf("<title>") + "<title>".length(), page.indexOf("</title>"));
    }

    /** The headings of the days, as text. */
    private static List<String> days(String page) {
        return Pattern.compile("<h2><time.*?</h2>")
                .matcher(page)
                .results()
                .map(heading -> heading.group().replaceAll("<[^>]*>", "").replace('\u00A0', ' '))
                .toList();
    }

    private static String link(String page, String rel) {
        var start = page.indexOf("rel=\"" + rel + "\" href=\"");
        assertThat(start).as(rel).isPositive();
        var href = page.substring(start).split("\"", -1)[3];
        return href.replace("&amp;", "&");
    }
}
