package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class PublishTest extends BoardTest {
    private static final String NEW = "/noticias/nueva";
    private static final String SCRIPT = "<script>alert(1)</script>";

    @Test
    void editorPublishesWithTitleAndTextOnly() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var page = ana.get(NEW);

        var answer = Forms.send(ana, page, NEW, "titulo", "Becas", "descripcion", "Hasta el *viernes*.");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("?hecho=published");
        assertThat(ana.get(answer.header("Location")).text())
                .contains("La noticia se ha publicado.", "/editar\"", "/retirar\"");
        assertThat(reader().get(path(answer)).text())
                .contains("Becas", "<em>viernes</em>", "Por <bdi>Ana</bdi>", "\"@type\":\"Person\",\"name\":\"Ana\"")
                .doesNotContain("/editar", "La noticia se ha publicado");
        var read = reader().get("/api/news/" + id(answer)).json();
        assertThat(read.path("autor").asText()).isEqualTo("Ana");
        assertThat(read.path("campus").asText()).isEqualTo("UGR");
        assertThat(read.path("idioma").asText()).isEqualTo("es");
        assertThat(read.path("publicada").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(read.path("caduca").isNull()).isTrue();
    }

    @Test
    void readerIsAskedToSignInAndMemberOnlyProposes() {
        var luis = signedIn("luis", Role.MEMBER, "UGR");

        assertThat(reader().get(NEW).header("Location")).endsWith("/entrar?next=noticias%2Fnueva");
        var proposed = luis.submit(NEW, "titulo", "x", "descripcion", "x", "campus", "UGR");
        assertThat(proposed.header("Location")).endsWith("?hecho=proposed");
        assertThat(reader().get("/api/news").json()).isEmpty();
    }

    @Test
    void onlyCampusesOfThePersonAreOffered() {
        var one = signedIn("ana", Role.EDITOR, "UGR").get(NEW);
        var both = signedIn("eva", Role.EDITOR, "UGR", "MED").get(NEW);
        var none = signedIn("luis", Role.EDITOR).get(NEW);

        assertThat(Forms.fields(one)).containsEntry("campus", "UGR");
        assertThat(one.text()).doesNotContain("value=\"MED\"");
        assertThat(Forms.fields(both)).containsEntry("campus", "");
        assertThat(both.text()).contains("value=\"MED\"", "value=\"UGR\"");
        assertThat(none.text()).contains("Todavía no puede publicar en ningún campus");
    }

    @Test
    void anotherCampusIsForbiddenAndTheTextIsKept() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = Forms.send(ana, ana.get(NEW), NEW, "titulo", "Becas", "descripcion", "Texto", "campus", "MED");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(Forms.fields(answer)).containsEntry("titulo", "Becas").containsEntry("descripcion", "Texto");
        assertThat(reader().get("/api/news").json()).isEmpty();
    }

    @Test
    void secondPostOfTheSameFormLeadsToTheSameNotice() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var page = ana.get(NEW);

        var first = send(ana, page, "caducidad", "semana");
        clock.advance(Duration.ofSeconds(1));
        var second = send(ana, page, "caducidad", "semana");

        assertThat(second.status()).isEqualTo(303);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(reader().get("/api/news").json()).hasSize(1);
    }

    @Test
    void sameFormWithAnotherTextShowsBothTexts() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var page = ana.get(NEW);
        var first = send(ana, page);

        var second = send(ana, page, "descripcion", "Se abre el martes.");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text()).contains("<del>lunes</del>", "<ins>martes</ins>");
        assertThat(Forms.send(ana, second, path(first) + "/editar").status()).isEqualTo(303);
        assertThat(reader().get(path(first)).text()).contains("martes");
        assertThat(reader().get("/api/news").json()).hasSize(1);
    }

    @Test
    void previewIsWhatReadersWillSee() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var page = ana.get(NEW);
        var text = "# Plazo\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] hecho";

        var preview = send(ana, page, "descripcion", text, "fijada", "true", "accion", "previsualizar");
        assertThat(preview.status()).isEqualTo(200);
        assertThat(reader().get("/api/news").json()).isEmpty();
        var published = Forms.send(ana, preview, NEW, "accion", "guardar");

        assertThat(article(preview)).contains("<table").isEqualTo(article(reader().get(path(published))));
    }

    @Test
    void scheduledNoticeIsShownToItsAuthorOnly() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(ana, ana.get(NEW), "publicada", "2026-03-09T08:00");

        assertThat(answer.header("Location")).endsWith("?hecho=scheduled");
        assertThat(ana.get(path(answer)).text())
                .contains("Los lectores aún no ven esta noticia. Se publicará el lunes, 9 de marzo de 2026, 8:00");
        assertThat(reader().get(path(answer)).status()).isEqualTo(404);
        assertThat(signedIn("luis", Role.EDITOR, "UGR").get(path(answer)).status())
                .isEqualTo(404);
        clock.advance(Duration.ofDays(7));
        assertThat(reader().get(path(answer)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"semana=2026-03-09", "dos-semanas=2026-03-16", "fin-de-mes=2026-03-31"})
    void proposalsLastUntilTheEndOfADay(String proposal) {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(ana, ana.get(NEW), "caducidad", proposal.split("=")[0], "caduca", "2030-01-01T00:00");

        var lastDay = java.time.LocalDate.parse(proposal.split("=")[1]);
        assertThat(reader().get("/api/news/" + id(answer)).json().path("caduca").asText())
                .isEqualTo(lastDay.plusDays(1)
                        .atStartOfDay(java.time.ZoneId.of("Europe/Madrid"))
                        .toInstant()
                        .toString()
                        .replace("Z", ".000Z"));
    }

    @Test
    void neverIgnoresTheDate() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(ana, ana.get(NEW), "caducidad", "nunca", "caduca", "2030-01-01T00:00");

        assertThat(reader().get("/api/news/" + id(answer)).json().path("caduca").isNull())
                .isTrue();
    }

    @Test
    void faultsAreListedAndNothingTypedIsLost() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(
                ana,
                ana.get(NEW),
                "titulo",
                "",
                "descripcion",
                "Mi texto",
                "publicada",
                "2026-03-09T08:00",
                "caduca",
                "2026-03-08T08:00",
                "fijada",
                "true");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("href=\"#titulo\"", "href=\"#caduca\"", "id=\"titulo-error\"", "id=\"caduca-error\"");
        assertThat(Forms.fields(answer))
                .containsEntry("descripcion", "Mi texto")
                .containsEntry("publicada", "2026-03-09T08:00")
                .containsEntry("fijada", "true");
    }

    @Test
    void expiryBeforeNowIsAFaultOfANoticeThatIsPublishedNow() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(ana, ana.get(NEW), "titulo", "", "caduca", "2026-03-01T08:00");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("id=\"titulo-error\"", "id=\"caduca-error\"");
    }

    @Test
    void markupInAFieldIsShownAsText() {
        administrator().put("/api/campuses/UGR", "{\"nombre\":\"" + SCRIPT + "\"}");
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        rename("ana", SCRIPT);

        var faulty = send(
                ana,
                ana.get(NEW),
                "titulo",
                SCRIPT,
                "descripcion",
                "</textarea>" + SCRIPT,
                "publicada",
                "\"" + SCRIPT,
                "idioma",
                "\"" + SCRIPT,
                "id",
                "\"" + SCRIPT);
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.text()).doesNotContain(SCRIPT);

        var published = send(ana, ana.get(NEW), "titulo", SCRIPT, "descripcion", SCRIPT);
        assertThat(published.status()).isEqualTo(303);
        for (var page : new String[] {
            path(published), path(published) + "/editar", path(published) + "/retirar", "/mis-noticias", NEW
        }) {
            assertThat(ana.get(page).text()).as(page).doesNotContain(SCRIPT);
        }
        assertThat(reader().get(path(published)).text()).doesNotContain(SCRIPT).contains("&lt;script>alert(1)");
    }

    @Test
    void titleOfTenThousandCharactersIsRefusedAndKept() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var title = "a".repeat(10_000);

        var answer = send(ana, ana.get(NEW), "titulo", title);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(Forms.fields(answer)).containsEntry("titulo", title);
    }

    @Test
    void longestTextOfAnyScriptFits() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var text = "𒀀".repeat(20_000);

        var answer = send(ana, ana.get(NEW), "titulo", "𒀀".repeat(200), "descripcion", text);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(reader().get("/api/news/" + id(answer))
                        .json()
                        .path("descripcion")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void membersThatAreNotThePersonsToSetAreIgnoredOrRefused() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var page = ana.get(NEW);

        var ignored = send(ana, page, "autor", "Rectora", "estado", "visible", "actualizada", "2020-01-01T00:00:00Z");
        var refused = send(ana, ana.get(NEW), "rol", "administrador");

        assertThat(ignored.status()).isEqualTo(303);
        assertThat(reader().get("/api/news/" + id(ignored)).json().path("autor").asText())
                .isEqualTo("Ana");
        assertThat(refused.status()).isEqualTo(422);
        var api = ana.with("Sec-Fetch-Site", "same-origin");
        assertThat(api.post("/api/news", notice("autor", "Rectora", "estado", "visible"))
                        .json()
                        .path("autor")
                        .asText())
                .isEqualTo("Ana");
        assertThat(api.post("/api/news", notice("rol", "administrador")).status())
                .isEqualTo(422);
    }

    @Test
    void textOutlivesTheSession() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var page = ana.get(NEW);
        ana.submit("/salir");

        var asked = send(ana, page, "descripcion", "Un texto\nlargo & <raro>");
        assertThat(asked.status()).isEqualTo(401);
        var signedIn = Forms.send(reader(), asked, "/entrar", "usuario", "ana", "clave", PASSWORD);
        assertThat(signedIn.status()).isEqualTo(200);
        var again = Forms.send(reader().withCookiesOf(signedIn), signedIn, NEW);

        assertThat(again.status()).isEqualTo(303);
        assertThat(reader().get("/api/news/" + id(again))
                        .json()
                        .path("descripcion")
                        .asText())
                .isEqualTo("Un texto\nlargo & <raro>");
    }

    @Test
    void bodyThatIsNoFormIsRefused() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");

        assertThat(ana.post(NEW, notice()).status()).isEqualTo(415);
        assertThat(ana.submit(NEW, "titulo", "x".repeat(300_000)).status()).isEqualTo(413);
        assertThat(ana.submit(NEW).status()).isEqualTo(422);
    }

    @Test
    void pagesAreNeitherCachedNorIndexed() {
        var page = signedIn("ana", Role.EDITOR, "UGR").get(NEW);

        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.text()).contains("<meta name=\"robots\" content=\"noindex\">");
    }

    private Exchange send(Client client, Exchange page, String... changes) {
        var fields =
                new java.util.ArrayList<>(java.util.List.of("titulo", "Matrícula", "descripcion", "Se abre el lunes."));
        fields.addAll(java.util.List.of(changes));
        return Forms.send(client, page, NEW, fields.toArray(String[]::new));
    }

    private void rename(String username, String name) {
        try (var connection = database().getConnection();
                var statement = connection.prepareStatement("update account set name = ? where folded = ?")) {
            statement.setString(1, name);
            statement.setString(2, username);
            statement.execute();
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String article(Exchange page) {
        var article = Pattern.compile("<article.*</article>", Pattern.DOTALL).matcher(page.text());
        // the page of a preview has another title than that of the notice
        return article.find()
                ? article.group()
                        .replaceFirst("<h[12] (.*)</h[12]>", "<h1 $1</h1>")
                        .replaceAll("\n+", "\n")
                : "";
    }

    private static String path(Exchange answer) {
        return URI.create(answer.header("Location")).getPath();
    }

    private static String id(Exchange answer) {
        return path(answer).replace("/noticias/", "");
    }
}
