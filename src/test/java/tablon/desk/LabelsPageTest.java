package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;

class LabelsPageTest extends BoardTest {
    private Client mod = new Client(java.net.URI.create("http://localhost"), answer -> {});

    @BeforeEach
    void signInModerator() {
        mod = signedIn("mod", Role.MODERATOR, "UGR").with("Accept", "text/html");
    }

    @Test
    void readersSeeAllLabelsWithTheirNotices() {
        post("Óptica", "Becas");
        post("Zoología");

        var page = browser().get("/etiquetas");

        assertThat(page.text())
                .contains("<h1>Etiquetas</h1>", "rel=\"canonical\" href=\"" + getBaseUri() + "etiquetas\"")
                .containsSubsequence(
                        "href=\"/?etiqueta=Becas\"",
                        ">1<span class=\"unseen\"> noticia</span>",
                        "href=\"/?etiqueta=%C3%93ptica\"",
                        "href=\"/?etiqueta=Zoolog%C3%ADa\"")
                .doesNotContain("/etiquetas/");
        assertThat(browser().get("/etiquetas?lang=en").text())
                .contains("<h1>Labels</h1>", "href=\"/?etiqueta=Becas&amp;lang=en\"");
    }

    @Test
    void emptyPageSaysSo() {
        assertThat(browser().get("/etiquetas").text()).contains("Ahora ninguna noticia tiene etiquetas.");
    }

    @Test
    void namesAreEscaped() {
        post("]]>&\"<b>");

        assertThat(browser().get("/etiquetas").text())
                .contains("]]&gt;&amp;\"&lt;b&gt;")
                .doesNotContain("<b>");
        assertThat(browser().get("/?etiqueta=%5D%5D%3E%26%22%3Cb%3E").text()).doesNotContain("<b>");
    }

    @Test
    void readersOfOneLabelAreSentToItsNotices() {
        post("Cine & club");

        var answer = browser().get("/etiquetas/cine%20%26%20club?lang=en");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/?etiqueta=Cine+%26+club&lang=en");
        assertThat(browser().get("/etiquetas/nada").status()).isEqualTo(404);
        assertThat(mod.get("/etiquetas/nada").status()).isEqualTo(404);
    }

    @Test
    void moderatorRenamesALabel() {
        post("100 % Máster/Doctorado");
        assertThat(mod.get("/etiquetas").text())
                .contains(
                        "href=\"/etiquetas/-?etiqueta=100+%25+M%C3%A1ster%2FDoctorado\"",
                        "href=\"/etiquetas\">Etiquetas");
        var path = "/etiquetas/-?etiqueta=100+%25+M%C3%A1ster%2FDoctorado";
        assertThat(mod.get(path).text())
                .contains("value=\"100 % Máster/Doctorado\"", "1 noticia visible", "content=\"noindex\"");

        var answer = mod.submit(path, "nombre", "Posgrado");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/etiquetas?hecho=label-renamed");
        assertThat(mod.get("/etiquetas?hecho=label-renamed").text())
                .contains("El nombre de la etiqueta se ha cambiado.", "Posgrado");
        assertThat(mod.get(path).header("Location")).endsWith("/etiquetas/Posgrado");
        assertThat(browser().get(path).header("Location")).endsWith("/?etiqueta=Posgrado");
        assertThat(browser().get("/?etiqueta=100%20%25%20m%C3%A1ster/doctorado").text())
                .contains("con la etiqueta «<bdi>Posgrado</bdi>»");
    }

    @Test
    void conflictOffersTheMergerWhichCannotBeUndone() {
        post("Becas");
        post("Becas");
        post("Ayudas");

        var conflict = mod.submit("/etiquetas/Becas", "nombre", "AYUDAS");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text())
                .contains(
                        "Ya hay una etiqueta «<bdi>Ayudas</bdi>»",
                        "las noticias con la etiqueta «<bdi>Becas</bdi>» (2 visibles)",
                        "No se puede deshacer.",
                        "value=\"AYUDAS\"",
                        "Unir «<bdi>Becas</bdi>» con «<bdi>Ayudas</bdi>»");
        assertThat(reader().get("/api/labels").json()).hasSize(2);

        var merged = mod.submit("/etiquetas/Becas", "nombre", "Ayudas", "unir", "true");
        assertThat(merged.header("Location")).endsWith("/etiquetas?hecho=labels-merged");
        assertThat(reader().get("/api/labels").text()).isEqualTo("[{\"nombre\":\"Ayudas\",\"noticias\":3}]");
        assertThat(browser().get("/etiquetas/Becas").header("Location")).endsWith("/?etiqueta=Ayudas");
    }

    @Test
    void faultsAreBesideTheName() {
        post("Becas");

        for (var name : List.of("", "a,b", "x".repeat(41), "a\nb")) {
            var answer = mod.submit("/etiquetas/Becas", "nombre", name);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text()).contains("id=\"nombre-error\"", "aria-invalid=\"true\"");
        }
        assertThat(mod.submit("/etiquetas/Becas", "nombre", "x", "color", "y").status())
                .isEqualTo(422);
        assertThat(mod.submit("/etiquetas/Becas").status()).isEqualTo(422);
    }

    @Test
    void onlyModeratorsRename() {
        post("Becas");
        var eva = signedIn("eva", Role.EDITOR, "UGR").with("Accept", "text/html");

        assertThat(eva.submit("/etiquetas/Becas", "nombre", "x").status()).isEqualTo(403);
        assertThat(eva.get("/etiquetas/Becas").header("Location")).endsWith("/?etiqueta=Becas");
        assertThat(eva.get("/etiquetas").text()).doesNotContain("/etiquetas/");
        assertThat(browser().submit("/etiquetas/Becas", "nombre", "x").status()).isEqualTo(401);
        assertThat(mod.with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Sec-Fetch-Site", "cross-site")
                        .send("POST", "/etiquetas/Becas", "nombre=x".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(403);
        assertThat(reader().get("/api/labels").text()).contains("Becas");
    }

    private void post(String... labels) {
        assertThat(administrator()
                        .post("/api/news", notice("etiquetas", List.of(labels)))
                        .status())
                .isEqualTo(201);
    }

    private Client browser() {
        return reader().with("Accept", "text/html");
    }
}
