package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class ModerationPageTest extends BoardTest {
    private Client mia = reader();
    private Client mod = reader();

    @BeforeEach
    void people() {
        mia = signedIn("mia", Role.MEMBER, "UGR");
        mod = signedIn("mod", Role.MODERATOR, "UGR");
    }

    @Test
    void tenProposalsAreClearedWithElevenClicks() {
        for (int i = 0; i < 10; i++) {
            propose("Aviso " + i);
        }
        int clicks = 1;

        var page = mod.get("/moderacion").text();
        while (page.contains("value=\"aprobar\"")) {
            var answer = decide(page, "aprobar");
            clicks++;
            page = mod.get(URI.create(answer.header("Location")).getPath()).text();
        }

        assertThat(clicks).isEqualTo(11);
        assertThat(reader().get("/api/news").json()).hasSize(10);
        assertThat(page).contains("No hay nada pendiente de aprobación.");
    }

    @Test
    void numberOfPendingProposalsIsInTheHeaderOfModeratorsOnly() {
        propose("Primera");
        propose("Segunda");

        assertThat(mod.get("/").text()).contains("<span class=\"count\">2<");
        assertThat(mia.get("/").text()).doesNotContain("class=\"count\"").doesNotContain("/moderacion");
        assertThat(reader().get("/").text()).doesNotContain("moderacion");
    }

    @Test
    void proposalIsShownWithAllThatADecisionNeeds() {
        mia.submit(
                "/noticias/nueva",
                "titulo",
                "Fiesta <de> la primavera",
                "descripcion",
                "En **el patio**.",
                "campus",
                "UGR",
                "publicada",
                "2027-01-01T10:00",
                "caduca",
                "2027-02-01T00:00");

        assertThat(mod.get("/moderacion").text())
                .contains("Fiesta &lt;de&gt; la primavera")
                .contains("<strong>el patio</strong>")
                .contains("Mia")
                .contains("Universidad de Granada")
                .contains("1 de enero de 2027")
                .contains("1 de febrero de 2027");
    }

    @Test
    void refusalNeedsAReasonAndKeepsWhatWasTyped() {
        propose("Primera");

        var empty = decide(mod.get("/moderacion").text(), "rechazar", "motivo", "");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("role=\"alert\"").contains("aria-invalid=\"true\"");

        var long_ = decide(mod.get("/moderacion").text(), "rechazar", "motivo", "largo ".repeat(100));
        assertThat(long_.status()).isEqualTo(422);
        assertThat(long_.text()).contains("value=\"largo largo");
    }

    @Test
    void authorReadsTheReasonAndSendsTheNoticeAgain() {
        var id = propose("Primera");
        decide(mod.get("/moderacion").text(), "rechazar", "motivo", "Falta el lugar.");

        assertThat(mia.get("/mis-noticias").text())
                .contains("Rechazadas")
                .contains("Motivo: Falta el lugar.")
                .contains("Corregir y volver a enviar");
        assertThat(mia.get("/noticias/" + id).text()).contains("Falta el lugar.");
        var form = mia.get("/noticias/" + id + "/editar");
        assertThat(form.text()).contains("Falta el lugar.").contains("Enviar para su aprobación");

        var answer = Forms.send(
                mia, form, "/noticias/" + id + "/editar", "descripcion", "En el aula 3.", "accion", "guardar");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).contains("hecho=proposed");
        assertThat(mia.get("/mis-noticias").text()).contains("Pendientes de aprobación");
        assertThat(mod.get("/moderacion").text()).contains("En el aula 3.");
    }

    @Test
    void changeIsComparedWithTheNoticeThatReadersSee() {
        var id = approved("Primera");
        mia.submit(
                "/noticias/" + id + "/editar",
                "titulo",
                "Primera",
                "descripcion",
                "El martes.",
                "campus",
                "UGR",
                "version",
                "1");

        assertThat(reader().get("/noticias/" + id).text()).contains("El lunes.");
        assertThat(mod.get("/moderacion").text())
                .contains("<del>lunes</del>")
                .contains("<ins>martes</ins>")
                .contains("Cambio");
        assertThat(mia.get("/mis-noticias").text())
                .contains("Pendientes de aprobación")
                .contains("Cambio");
        assertThat(mia.get("/noticias/" + id + "/editar").text()).contains("El martes.");

        decide(mod.get("/moderacion").text(), "aprobar");

        assertThat(reader().get("/noticias/" + id).text()).contains("El martes.");
    }

    @Test
    void proposedChangeIsTakenBack() {
        var id = approved("Primera");
        mia.submit("/noticias/" + id + "/editar", "titulo", "X", "descripcion", "Y", "campus", "UGR", "version", "1");

        var answer = mia.submit("/noticias/" + id + "/propuesta");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(mod.get("/moderacion").text()).contains("No hay nada pendiente");
        assertThat(mia.submit("/noticias/" + id + "/propuesta").status()).isEqualTo(404);
    }

    @Test
    void moderatorWhoSawAnOlderTextIsToldAndNothingIsPublished() {
        var id = propose("Primera");
        var seen = mod.get("/moderacion").text();
        mia.submit(
                "/noticias/" + id + "/editar",
                "titulo",
                "Otra",
                "descripcion",
                "Distinta.",
                "campus",
                "UGR",
                "version",
                "1");

        var late = decide(seen, "aprobar");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text()).contains("Distinta.").contains("role=\"alert\"");
        assertThat(reader().get("/api/news").json()).isEmpty();
    }

    @Test
    void secondModeratorIsTold() {
        propose("Primera");
        var seen = mod.get("/moderacion").text();
        decide(seen, "aprobar");

        assertThat(decide(seen, "aprobar").status()).isEqualTo(303);
        assertThat(decide(seen, "rechazar", "motivo", "No.").status()).isEqualTo(404);
        assertThat(reader().get("/api/news").json()).hasSize(1);
    }

    @Test
    void visibleNoticeIsHiddenAndShownAgain() {
        var id = approved("Primera");

        var hidden = decide(mod.get("/moderacion?estado=visible").text(), "ocultar", "motivo", "Es un error.");

        assertThat(hidden.status()).isEqualTo(303);
        assertThat(reader().get("/noticias/" + id).status()).isEqualTo(404);
        assertThat(mia.get("/mis-noticias").text()).contains("Ocultas").contains("Es un error.");
        assertThat(mod.get("/moderacion?estado=oculta").text()).contains("Es un error.");

        decide(mod.get("/moderacion?estado=oculta").text(), "mostrar");

        assertThat(reader().get("/noticias/" + id).status()).isEqualTo(200);
    }

    @Test
    void linkOnANoticeLeadsToItsDecision() {
        var id = approved("Primera");
        approved("Segunda");

        assertThat(mod.get("/noticias/" + id).text()).contains("href=\"/moderacion?id=" + id + "\"");
        assertThat(mod.get("/moderacion?id=" + id).text()).contains("Primera").doesNotContain("Segunda");
        assertThat(mia.get("/noticias/" + id).text()).doesNotContain("/moderacion");
    }

    @Test
    void listContinues() {
        for (int i = 0; i < 11; i++) {
            propose("Aviso " + i);
            clock.advance(Duration.ofSeconds(1));
        }

        var first = mod.get("/moderacion").text();
        var next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);

        assertThat(first).doesNotContain("Aviso 10");
        assertThat(next.find()).isTrue();
        assertThat(mod.get(next.group(1).replace("&amp;", "&")).text())
                .contains("Aviso 10")
                .doesNotContain("Aviso 9");
    }

    @Test
    void malformedRequestsAreRefused() {
        propose("Primera");

        assertThat(mod.get("/moderacion?estado=nada&cursor=nada").status()).isEqualTo(200);
        assertThat(mod.get("/moderacion?id=nada").status()).isEqualTo(404);
        assertThat(mod.submit("/moderacion").status()).isEqualTo(404);
        assertThat(mod.submit("/moderacion", "accion", "nada", "noticia", UUID.randomUUID())
                        .status())
                .isEqualTo(400);
        assertThat(mod.submit("/moderacion", "accion", "aprobar", "noticia", UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(mod.submit(
                                "/moderacion",
                                "accion",
                                "aprobar",
                                "noticia",
                                id(mod.get("/moderacion").text()))
                        .status())
                .isEqualTo(412);
    }

    private String propose(String title) {
        var sent = mia.submit("/noticias/nueva", "titulo", title, "descripcion", "El lunes.", "campus", "UGR");
        assertThat(sent.header("Location")).contains("hecho=proposed");
        return URI.create(sent.header("Location")).getPath().replace("/noticias/", "");
    }

    private String approved(String title) {
        var id = propose(title);
        decide(mod.get("/moderacion").text(), "aprobar");
        return id;
    }

    /** Presses a button of the first notice on a page. */
    private Exchange decide(String page, String act, String... more) {
        var fields =
                new ArrayList<Object>(List.of("noticia", id(page), "etiqueta", value(page, "etiqueta"), "accion", act));
        fields.addAll(List.of(more));
        return mod.submit("/moderacion", fields.toArray());
    }

    private static String id(String page) {
        return value(page, "noticia");
    }

    private static String value(String page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }
}
