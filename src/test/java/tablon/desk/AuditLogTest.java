package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.TestAccounts;

class AuditLogTest extends BoardTest {

    @Test
    void entryIsASentenceWithLinks() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var id = administrator()
                .post("/api/news", notice("titulo", "<b>Becas</b>"))
                .json()
                .get("id")
                .asText();
        var luis = TestAccounts.add(database(), "luis", Role.EDITOR, "UGR");
        administrator().with("If-Match", "*").patch("/api/accounts/" + luis, "{\"rol\":\"moderador\"}");

        var spanish = ana.get("/auditoria").text();
        var english = ana.get("/auditoria?lang=en").text();

        assertThat(spanish)
                .contains(
                        "Administración (token)</a> creó la noticia <a href=\"/noticias/" + id
                                + "\" dir=\"auto\">&lt;b&gt;Becas&lt;/b&gt;</a>",
                        "cambió la cuenta de <a href=\"/personas/" + luis + "\" dir=\"auto\">Luis</a>",
                        "rol: editor → moderador",
                        "por la API, desde 127.0.0.0/24",
                        "con el token de administración",
                        "El tablón</a> creó el campus <bdi>Universidad de Granada</bdi>",
                        "href=\"/auditoria?persona=administrator\"")
                .doesNotContain("<b>Becas");
        assertThat(english).contains("Administration (token)</a> created the notice", "with the administrator’s token");
    }

    @Test
    void filtersStayInTheFormAndTheLinks() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        for (int i = 0; i < 60; i++) {
            administrator().post("/api/news", notice());
        }

        var page = ana.get(
                "/auditoria?persona=administrator&acto=create&tipo=notice&campus=ugr&desde=2026-03-02&hasta=2026-03-02");

        assertThat(page.text())
                .contains(
                        "value=\"administrator\"",
                        "<option value=\"create\" selected>",
                        "<option value=\"notice\" selected>",
                        "name=\"desde\" type=\"date\" value=\"2026-03-02\"",
                        "href=\"/auditoria/exportacion?persona=administrator&amp;acto=create&amp;tipo=notice")
                .containsPattern("rel=\"next\" href=\"/auditoria\\?persona=administrator[^\"]*cursor=\\d+\"");
        var second = ana.get(page.text()
                .replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1")
                .replace("&amp;", "&"));
        assertThat(second.text().split("class=\"record\"")).hasSize(11);
        assertThat(second.text()).contains("Las más recientes").doesNotContain("rel=\"next\"");
        assertThat(ana.get("/auditoria?hasta=2026-03-01").text())
                .contains("No hay ninguna anotación con estos filtros.");
        var export = ana.get("/auditoria/exportacion?acto=create&tipo=notice");
        assertThat(export.text().lines()).hasSize(60);
        assertThat(export.header("Content-Disposition")).contains("attachment");
    }

    @Test
    void personIsFoundByUserName() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        signedIn("luis", Role.EDITOR, "UGR")
                .with("Sec-Fetch-Site", "same-origin")
                .post("/api/news", notice());

        assertThat(ana.get("/auditoria?persona=LUIS").text()).contains("Luis</a> creó la noticia", "con sesión");
        for (var nobody : List.of("nadie", "%00", "%27", "x".repeat(2_000), "-")) {
            assertThat(ana.get("/auditoria?persona=" + nobody).text()).contains("No hay ninguna anotación");
        }
    }

    @Test
    void unreadableFiltersAreIgnored() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        var page = ana.get("/auditoria?acto=x&tipo=y&campus=z&desde=ayer&hasta=2026-02-30&cursor=%00&otro=1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("creó el campus");
    }

    @Test
    void failedSignInsNameOnlyAccounts() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        TestAccounts.add(database(), "luis", Role.EDITOR, "UGR");
        reader().submit("/entrar", "usuario", "Luis", "clave", "no es esta");
        reader().submit("/entrar", "usuario", "luis", "clave", "no es esta");
        reader().submit("/entrar", "usuario", "mi contraseña secreta", "clave", "x");
        reader().withToken("no-es-un-token").get("/api/news");

        var page = ana.get("/auditoria").text();

        assertThat(page)
                .contains(">luis</h3>", "2 intentos", "Un nombre que no tiene ninguna cuenta", "Tokens no válidos")
                .contains("desde 127.0.0.0/24")
                .doesNotContain("secreta", "no-es-un-token");
    }

    @Test
    void moderatorSeesTheCampusesAndNoFailures() {
        var mod = signedIn("mod", Role.MODERATOR, "UGR");
        var luis = TestAccounts.add(database(), "luis", Role.EDITOR, "UGR");
        administrator().with("If-Match", "*").patch("/api/accounts/" + luis, "{\"rol\":\"moderador\"}");
        administrator().post("/api/news", notice());

        assertThat(mod.get("/auditoria").text())
                .contains("creó la noticia", "en los campus que usted modera")
                .doesNotContain("cambió la cuenta", "Accesos fallidos");
        assertThat(mod.get("/").text()).contains("href=\"/auditoria\"");
        assertThat(signedIn("eva", Role.EDITOR, "UGR").get("/").text()).doesNotContain("href=\"/auditoria\"");
    }

    @Test
    void everySentenceHasItsWords() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        ana.submit("/fichas", "accion", "crear", "nombre", "Pantalla", "permisos", "publicar", "caduca", "90");
        ana.submit("/personas", "rol", "editor");
        administrator().delete("/api/accounts/" + TestAccounts.add(database(), "luis", Role.EDITOR, "UGR"));

        assertThat(ana.get("/auditoria").text())
                .contains("creó la invitación <bdi>", "eliminó la cuenta de <bdi>", "en la página, desde");
        assertThat(ana.get("/auditoria?tipo=notice&acto=show").text()).contains("Fin de la ocultación");
    }
}
