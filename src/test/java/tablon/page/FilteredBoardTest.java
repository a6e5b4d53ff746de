package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tablon.testing.BoardTest;

/** The board by label and event. */
class FilteredBoardTest extends BoardTest {

    @ParameterizedTest
    @CsvSource({
        "?etiqueta=becas, Noticias con la etiqueta «Becas»",
        "?etiqueta=becas&campus=UGR, Noticias con la etiqueta «Becas» en Universidad de Granada",
        "?etiqueta=becas&q=matr, 1 resultado para «matr» con la etiqueta «Becas»",
        "?etiqueta=becas&q=matr&campus=UGR, 1 resultado para «matr» con la etiqueta «Becas» en Universidad de Granada",
        "?evento=true, Eventos",
        "?evento=true&campus=UGR, Eventos en Universidad de Granada",
        "?evento=true&etiqueta=becas, Eventos con la etiqueta «Becas»",
        "?evento=true&q=matr, 1 resultado para «matr» entre los eventos",
        "?evento=1, Noticias",
        "?etiqueta=, Noticias",
        "?q=matr&campus=UGR, 1 resultado para «matr» en Universidad de Granada",
        "?campus=UGR, Universidad de Granada"
    })
    void headingNamesTheFilter(String query, String heading) {
        post("etiquetas", List.of("Becas"), "empieza", "2026-05-01");

        var page = board("/" + query);

        assertThat(page).containsPattern("<title>" + heading + " · ");
        assertThat(heading(page)).isEqualTo(heading);
        assertThat(page).contains("<li class=\"teaser\">");
    }

    @Test
    void searchCampusMenuAndPagesKeepTheFilter() {
        for (int i = 0; i < 21; i++) {
            post("etiquetas", List.of("Cine & club"), "empieza", "2026-05-01");
        }

        var page = board("/?etiqueta=cine+%26+club&evento=true");

        assertThat(page)
                .contains(
                        "<input type=\"hidden\" name=\"etiqueta\" value=\"Cine &amp; club\">",
                        "<input type=\"hidden\" name=\"evento\" value=\"true\">",
                        "href=\"/?campus=MED&amp;etiqueta=Cine+%26+club&amp;evento=true\"",
                        "<a href=\"/?evento=true\">Quitar la etiqueta «<bdi>Cine &amp; club</bdi>»</a>")
                .containsPattern("rel=\"next\" href=\"/\\?etiqueta=Cine\\+%26\\+club&amp;evento=true&amp;cursor=");
        assertThat(board("/?campus=UGR&q=a")).doesNotContain("name=\"etiqueta\"", "name=\"evento\"");
    }

    @Test
    void onlyTheFirstPageOfALabelWithNoticesIsIndexed() {
        for (int i = 0; i < 21; i++) {
            post("etiquetas", List.of("Becas"));
        }
        var first = board("/?etiqueta=BECAS");

        assertThat(first)
                .contains(
                        "rel=\"canonical\" href=\"" + getBaseUri() + "?etiqueta=Becas\"",
                        "<meta name=\"description\" content=\"Noticias con la etiqueta «Becas», en ")
                .doesNotContain("noindex");
        var next =
                first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1").replace("&amp;", "&");
        assertThat(board(next)).contains("noindex").containsPattern("<h1[^>]*>Noticias con la etiqueta .*: ");
        assertThat(board("/?etiqueta=compre+aqu%C3%AD")).contains("noindex");
        assertThat(board("/?etiqueta=becas&q=x")).contains("noindex");
    }

    @Test
    void pinnedNoticesAreAmongTheOthersInTheOrderOfTime() {
        post("titulo", "vieja", "etiquetas", List.of("Becas"), "fijada", true, "publicada", "2026-03-01T10:00:00Z");
        post("titulo", "nueva", "etiquetas", List.of("Becas"));

        assertThat(board("/?etiqueta=becas"))
                .containsSubsequence("Hoy", "nueva", "Ayer", "vieja", "Fijada")
                .doesNotContain("Fijadas");
    }

    @Test
    void labelWithoutNoticesSaysSo() {
        assertThat(board("/?etiqueta=nada"))
                .contains("Ahora no hay noticias con esta etiqueta.", "«<bdi>nada</bdi>»")
                .doesNotContain("java -jar");
        assertThat(board("/?etiqueta=nada&campus=MED"))
                .contains("Ahora no hay noticias de este campus con esta etiqueta.", "Ver «<bdi>nada</bdi>» en todos");
        assertThat(board("/?evento=true"))
                .contains("Ahora no hay noticias de eventos.")
                .doesNotContain("java -jar");
        assertThat(board("/?etiqueta=" + "y".repeat(3_000) + "%00%0A%3Cb%3E")).doesNotContain("<b>");
    }

    private static String heading(String page) {
        return page.replaceAll("(?s).*<h1[^>]*>(.*?)</h1>.*", "$1").replaceAll("<[^>]*>", "");
    }

    private String board(String path) {
        var answer = reader().with("Accept", "text/html").get(path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private void post(Object... members) {
        assertThat(administrator().post("/api/news", notice(members)).status()).isEqualTo(201);
    }
}
