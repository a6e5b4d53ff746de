package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

        assertThat(board("/")).containsSubsequence("Fijadas", "Fijada de ayer", "Lo más reciente", "De hoy");
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
                .contains("De Medicina", "<h1 dir=\"auto\">Facultad de Medicina</h1>")
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

        assertThat(board("/?q=BECÁ")).contains("Becas de movilidad", "value=\"BECÁ\"");
        assertThat(board("/?q=%22%3E%3Czz%3E&campus=UGR"))
                .contains(
                        "Ninguna noticia contiene todas esas palabras.",
                        "Resultados de «\"&gt;&lt;zz&gt;»",
                        "Buscar en todos los campus");
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

    @ParameterizedTest
    @ValueSource(strings = {"/?cursor=nonsense", "/?utm_source=x&fbclid=y", "/?q=%20&campus=", "/?cursor="})
    void unknownOrEmptyParametersAreIgnored(String path) {
        post("titulo", "Está");

        assertThat(board(path)).contains("Está", "Lo más reciente");
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

    private static String link(String page, String rel) {
        var start = page.indexOf("rel=\"" + rel + "\" href=\"");
        assertThat(start).as(rel).isPositive();
        var href = page.substring(start).split("\"", -1)[3];
        return href.replace("&amp;", "&");
    }
}
