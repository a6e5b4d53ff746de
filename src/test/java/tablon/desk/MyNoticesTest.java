package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;

class MyNoticesTest extends BoardTest {

    @Test
    void ownNoticesAreListedByState() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        post(signedIn("luis", Role.EDITOR, "UGR"), "titulo", "De Luis");
        post(ana, "titulo", "Primera");
        post(ana, "titulo", "Programada", "publicada", "2027-01-01T00:00:00Z");
        post(ana, "titulo", "Caducada", "caduca", "2026-03-02T09:30:00Z");
        var withdrawn = post(ana, "titulo", "Retirada");
        clock.advance(Duration.ofHours(1));
        post(ana, "titulo", "Segunda");
        ana.submit("/noticias/" + withdrawn + "/retirar");

        var page = ana.get("/mis-noticias").text();

        assertThat(Pattern.compile("<h2[^>]*>([^<]*)|<h3><a[^>]*>([^<]*)")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1) == null ? found.group(2) : "# " + found.group(1)))
                .containsExactly(
                        "# Visibles",
                        "Segunda",
                        "Primera",
                        "# Programadas",
                        "Programada",
                        "# Caducadas",
                        "Caducada",
                        "# Retiradas",
                        "Retirada");
    }

    @Test
    void emptyListSaysSo() {
        assertThat(signedIn("ana", Role.EDITOR, "UGR").get("/mis-noticias").text())
                .contains("Todavía no ha publicado ninguna noticia.");
    }

    @Test
    void longListContinues() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        for (int i = 0; i < 101; i++) {
            post(ana, "titulo", "Noticia " + i);
        }

        var first = ana.get("/mis-noticias").text();
        var link = Pattern.compile("href=\"(/mis-noticias\\?estado=visible[^\"]+)\"")
                .matcher(first);
        assertThat(link.find()).isTrue();
        var second = ana.get(link.group(1).replace("&amp;", "&")).text();

        assertThat(first).contains(">Noticia 100<", ">Noticia 1<").doesNotContain(">Noticia 0<");
        assertThat(second).contains(">Noticia 0<").doesNotContain(">Noticia 1<", "estado=visible&");
        assertThat(ana.get("/mis-noticias?estado=nada&cursor=x").status()).isEqualTo(200);
    }

    @Test
    void withdrawingAsksFirstAndCanBeUndone() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);

        assertThat(ana.get("/noticias/" + id + "/retirar").text()).contains("¿Retirar esta noticia?", "Matrícula");
        assertThat(reader().get("/noticias/" + id).status()).isEqualTo(200);
        var withdrawn = ana.submit("/noticias/" + id + "/retirar");
        assertThat(withdrawn.header("Location")).endsWith("/noticias/" + id + "/restaurar?hecho=withdrawn");
        assertThat(ana.get(withdrawn.header("Location")).text())
                .contains("La noticia se ha retirado.", "hasta el miércoles, 1 de abril de 2026");
        assertThat(reader().get("/noticias/" + id).status()).isEqualTo(410);
        assertThat(ana.submit("/noticias/" + id + "/retirar").status()).isEqualTo(303);

        var restored = ana.submit("/noticias/" + id + "/restaurar");
        assertThat(restored.header("Location")).endsWith("/noticias/" + id + "?hecho=restored");
        assertThat(reader().get("/noticias/" + id).status()).isEqualTo(200);
        assertThat(ana.submit("/noticias/" + id + "/restaurar").header("Location"))
                .endsWith("/noticias/" + id);
    }

    @Test
    void noticeInTheBinDisappearsFromTheListAfter30Days() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        ana.submit("/noticias/" + id + "/retirar");
        clock.advance(Duration.ofDays(15));
        assertThat(ana.get("/mis-noticias").text()).contains("Matrícula");

        clock.advance(Duration.ofDays(15));

        assertThat(ana.get("/mis-noticias").text()).doesNotContain("Matrícula");
        assertThat(ana.get("/noticias/" + id + "/restaurar").status()).isEqualTo(410);
        assertThat(ana.submit("/noticias/" + id + "/restaurar").status()).isEqualTo(410);
    }

    @Test
    void noticeOfSomebodyElseCannotBeWithdrawnOrRestored() {
        var id = post(signedIn("ana", Role.EDITOR, "UGR"));
        var luis = signedIn("luis", Role.EDITOR, "UGR");

        assertThat(luis.submit("/noticias/" + id + "/retirar").status()).isEqualTo(403);
        administrator().with("If-Match", "*").delete("/api/news/" + id);
        assertThat(luis.submit("/noticias/" + id + "/restaurar").status()).isEqualTo(403);
        assertThat(luis.get("/noticias/" + id + "/restaurar").status()).isEqualTo(403);
        assertThat(reader().submit("/noticias/" + id + "/restaurar").status()).isEqualTo(401);
    }

    private static String post(Client client, Object... members) {
        var posted = client.with("Sec-Fetch-Site", "same-origin").post("/api/news", notice(members));
        return URI.create(posted.header("Location")).getPath().replace("/api/news/", "");
    }
}
