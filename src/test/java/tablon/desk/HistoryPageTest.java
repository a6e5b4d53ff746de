package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class HistoryPageTest extends BoardTest {
    private static final Pattern FORM =
            Pattern.compile("name=\"version\" value=\"(\\d+)\">\\s*<button[^>]*name=\"restaurar\" value=\"(\\d+)\"");

    @Test
    void pageSaysWhoChangedWhatAndWhen() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        patch(administrator(), id, "{\"descripcion\":\"Se abre el *martes*.\",\"fijada\":true}");

        var page = ana.get("/noticias/" + id + "/historial").text();

        assertThat(page.replaceAll("<span class=\"unseen\"[^>]*>([^<]*)</span>", "[$1]"))
                .contains(
                        "Versión 2 <span class=\"badge current\">Actual</span>",
                        "<span>lunes, 2 de marzo de 2026, 10:00 (",
                        "<span>Modificada</span> <span dir=\"auto\">Token de administración</span>",
                        "Se abre el *<del>[Quitado: ]lunes</del><ins>[Puesto: ]martes</ins>*.",
                        "<span>Publicada</span> <span dir=\"auto\">Ana</span>",
                        "Es la versión más antigua");
    }

    @Test
    void pageIsInEnglishToo() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);

        assertThat(ana.get("/noticias/" + id + "/historial?lang=en").text())
                .contains("Version 1", "This is the oldest version that is kept.");
    }

    @Test
    void textsAreEscaped() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana, "descripcion", "uno <script>alert(1)</script>");
        patch(administrator(), id, "{\"descripcion\":\"dos <img src=x>\",\"titulo\":\"<b>\"}");

        assertThat(ana.get("/noticias/" + id + "/historial").text())
                .doesNotContain("<script>alert", "<img src=x", "<b>");
    }

    @Test
    void buttonRestoresAVersion() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        patch(unsafe(ana), id, "{\"titulo\":\"Otra\"}");

        var answer = press(ana, id, ana.get("/noticias/" + id + "/historial"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/noticias/" + id + "?hecho=version-restored");
        assertThat(ana.get(answer.header("Location")).text())
                .contains("Esa versión es de nuevo la actual.", "Matrícula");
        assertThat(ana.get("/noticias/" + id + "/historial").text()).contains("Restaurada la versión 1");
    }

    @Test
    void buttonPressedTwiceRestoresOnce() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        patch(unsafe(ana), id, "{\"titulo\":\"Otra\"}");
        var page = ana.get("/noticias/" + id + "/historial");

        press(ana, id, page);
        var second = press(ana, id, page);

        assertThat(second.status()).isEqualTo(303);
        assertThat(reader().get("/api/news/" + id).header("ETag")).startsWith("\"3.");
    }

    @Test
    void nothingIsRestoredIfTheNoticeChangedMeanwhile() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        patch(unsafe(ana), id, "{\"titulo\":\"Otra\"}");
        var page = ana.get("/noticias/" + id + "/historial");
        patch(administrator(), id, "{\"titulo\":\"De otra persona\"}");

        var answer = press(ana, id, page);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("no se ha restaurado nada", "Versión 3");
        assertThat(reader().get("/api/news/" + id).text()).contains("De otra persona");
    }

    @Test
    void versionInACampusThatIsGoneIsNotRestored() {
        var mod = signedIn("mod", Role.MODERATOR);
        administrator().put("/api/campuses/TMP", "{\"nombre\":\"Provisional\"}");
        var id = post(administrator(), "campus", "TMP");
        patch(administrator(), id, "{\"campus\":\"UGR\"}");
        administrator().delete("/api/campuses/TMP");

        var answer = press(mod, id, mod.get("/noticias/" + id + "/historial"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("El campus de esa versión ya no existe");
    }

    @Test
    void historyOfAWithdrawnNoticeHasNoButton() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        patch(unsafe(ana), id, "{\"titulo\":\"Otra\"}");
        var before = ana.get("/noticias/" + id + "/historial");
        ana.submit("/noticias/" + id + "/retirar");

        var page = ana.get("/noticias/" + id + "/historial").text();

        assertThat(page).contains("Esta noticia está retirada.", "Versión 2").doesNotContain("name=\"restaurar\"");
        assertThat(press(ana, id, before).status()).isEqualTo(409);
    }

    @Test
    void whoMayEditFindsTheHistory() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var link = "href=\"/noticias/" + id + "/historial\"";

        assertThat(ana.get("/noticias/" + id).text()).contains(link);
        assertThat(ana.get("/mis-noticias").text()).contains(link);
        assertThat(reader().get("/noticias/" + id).text()).doesNotContain("historial");
        assertThat(signedIn("luis", Role.EDITOR, "UGR").get("/noticias/" + id).text())
                .doesNotContain("historial");
    }

    @Test
    void otherPeopleSeeNoHistory() {
        var id = post(administrator());
        var scheduled = post(administrator(), "publicada", "2027-01-01T00:00:00Z");

        for (var other : List.of(signedIn("ana", Role.EDITOR, "UGR"), signedIn("mia", Role.MEMBER, "UGR"))) {
            assertThat(other.get("/noticias/" + id + "/historial").status()).isEqualTo(403);
            assertThat(other.get("/noticias/" + scheduled + "/historial").status())
                    .isEqualTo(404);
            assertThat(other.submit("/noticias/" + id + "/historial", "version", 1, "restaurar", 1)
                            .status())
                    .isEqualTo(403);
        }
        var anonymous = reader().with("Accept", "text/html");
        assertThat(anonymous.get("/noticias/" + id + "/historial").header("Location"))
                .contains("/entrar");
        assertThat(anonymous
                        .submit("/noticias/" + id + "/historial", "version", 1, "restaurar", 1)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void hostileFormsAndCursorsAreHarmless() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);

        for (var number : List.of("", "0", "-1", "2", "99999999999", "x")) {
            assertThat(ana.submit("/noticias/" + id + "/historial", "version", 1, "restaurar", number)
                            .status())
                    .isEqualTo(404);
            assertThat(ana.get("/noticias/" + id + "/historial?cursor=" + number)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(ana.get("/noticias/" + id + "/historial?cursor=1").text()).contains("No hay más versiones.");
    }

    /** Presses the last button of the page: that of the oldest version. */
    private static Exchange press(Client client, String id, Exchange page) {
        var form = FORM.matcher(page.text())
                .results()
                .reduce((one, other) -> other)
                .orElseThrow();
        return client.submit("/noticias/" + id + "/historial", "version", form.group(1), "restaurar", form.group(2));
    }

    private static void patch(Client client, String id, String patch) {
        assertThat(client.with("If-Match", "*").patch("/api/news/" + id, patch).status())
                .isEqualTo(200);
    }

    private static Client unsafe(Client client) {
        return client.with("Sec-Fetch-Site", "same-origin");
    }

    private static String post(Client client, Object... members) {
        var posted = unsafe(client).post("/api/news", notice(members));
        return URI.create(posted.header("Location")).getPath().replace("/api/news/", "");
    }
}
