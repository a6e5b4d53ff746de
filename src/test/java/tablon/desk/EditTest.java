package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class EditTest extends BoardTest {

    @Test
    void savingUnchangedKeepsTimesToTheMillisecond() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana, "publicada", "2026-03-01T10:00:12.345Z", "caduca", "2026-10-25T01:30:00Z");

        var page = ana.get(edit(id));
        assertThat(Forms.fields(page))
                .containsEntry("publicada", "2026-03-01T11:00")
                .containsEntry("caduca", "2026-10-25T02:30");
        var answer = Forms.send(ana, page, edit(id), "titulo", "Otro título");

        assertThat(answer.header("Location")).endsWith("/noticias/" + id + "?hecho=changed");
        var read = reader().get("/api/news/" + id).json();
        assertThat(read.path("titulo").asText()).isEqualTo("Otro título");
        assertThat(read.path("publicada").asText()).isEqualTo("2026-03-01T10:00:12.345Z");
        assertThat(read.path("caduca").asText()).isEqualTo("2026-10-25T01:30:00.000Z");
    }

    @Test
    void skippedTimeIsRefusedWithTheNearestOnes() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);

        var answer = Forms.send(ana, ana.get(edit(id)), edit(id), "caduca", "2026-03-29T02:30");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("se adelanta el reloj", "01:59 y 03:00");
        assertThat(Forms.fields(answer)).containsEntry("caduca", "2026-03-29T02:30");
    }

    @Test
    void repeatedTimeIsTheFirstAndThePagesSaySo() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var page = ana.get(edit(id));

        var preview = Forms.send(ana, page, edit(id), "caduca", "2026-10-25T02:30", "accion", "previsualizar");
        var saved = Forms.send(ana, page, edit(id), "caduca", "2026-10-25T02:30");

        assertThat(preview.text()).contains("Esta hora se repite", "2:30 (hora de verano de Europa central)");
        assertThat(ana.get(saved.header("Location")).text()).contains("2:30 (hora de verano de Europa central)");
        assertThat(reader().get("/api/news/" + id).json().path("caduca").asText())
                .isEqualTo("2026-10-25T00:30:00.000Z");
    }

    @Test
    void secondOfTwoEditorsSeesBothTextsAndSavesOnPurpose() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var eva = signedIn("eva", Role.MODERATOR, "UGR");
        var id = post(ana);
        var page = ana.get(edit(id));
        Forms.send(eva, eva.get(edit(id)), edit(id), "descripcion", "Se abre el *martes*.", "fijada", "true");

        var conflict = Forms.send(ana, page, edit(id), "descripcion", "Se abre el *jueves*.");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text())
                .contains("<del>martes</del>", "<ins>jueves</ins>", "<del>Sí</del>", "<ins>No</ins>");
        assertThat(Forms.fields(conflict))
                .containsEntry("version", "2")
                .containsEntry("descripcion", "Se abre el *jueves*.");
        assertThat(reader().get("/noticias/" + id).text()).contains("martes");

        assertThat(Forms.send(ana, conflict, edit(id)).status()).isEqualTo(303);
        assertThat(reader().get("/noticias/" + id).text()).contains("jueves");
        assertThat(reader().get("/api/news/" + id).json().path("autor").asText())
                .isEqualTo("Ana");
    }

    @Test
    void savingTheSameTwiceIsNoConflict() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var page = ana.get(edit(id));

        assertThat(Forms.send(ana, page, edit(id), "titulo", "Otro").status()).isEqualTo(303);
        assertThat(Forms.send(ana, page, edit(id), "titulo", "Otro").status()).isEqualTo(303);
        assertThat(reader().get("/api/news/" + id).header("ETag")).startsWith("\"2.");
    }

    @Test
    void longestTextsAreComparedInTime() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var page = ana.get(edit(id));
        Forms.send(ana, page, edit(id), "descripcion", "a b\n".repeat(4_900));

        var conflict = Forms.send(ana, page, edit(id), "descripcion", "c d ".repeat(4_900));

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(Forms.fields(conflict).get("descripcion")).startsWith("c d c d");
    }

    @Test
    void withdrawnMeanwhileKeepsTheTextAndOffersToRestore() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var page = ana.get(edit(id));
        administrator().with("If-Match", "*").delete("/api/news/" + id);

        var gone = Forms.send(ana, page, edit(id), "descripcion", "Mi texto nuevo");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(Forms.fields(gone)).containsEntry("descripcion", "Mi texto nuevo");
        assertThat(gone.text()).contains("value=\"restaurar\"");
        var restored = Forms.send(ana, gone, edit(id), "accion", "restaurar");

        assertThat(restored.header("Location")).endsWith("?hecho=restored");
        var read = reader().get("/api/news/" + id);
        assertThat(read.json().path("descripcion").asText()).isEqualTo("Mi texto nuevo");
        assertThat(read.json().path("autor").asText()).isEqualTo("Ana");
        assertThat(read.header("ETag")).startsWith("\"2.");
    }

    @Test
    void withdrawnNoticeOfADeletedCampusIsRestoredInAnother() {
        var admin = signedIn("adm", Role.ADMINISTRATOR);
        administrator().put("/api/campuses/TMP", "{\"nombre\":\"Provisional\"}");
        var id = administrator()
                .post("/api/news", notice("campus", "TMP"))
                .json()
                .path("id")
                .asText();
        administrator().with("If-Match", "*").delete("/api/news/" + id);
        administrator().delete("/api/campuses/TMP");

        var refused = admin.with("Sec-Fetch-Site", "same-origin").submit("/noticias/" + id + "/restaurar");
        assertThat(refused.header("Location")).endsWith(edit(id));
        var page = admin.get(edit(id));
        assertThat(page.status()).isEqualTo(200);
        var restored = Forms.send(admin, page, edit(id), "accion", "restaurar", "campus", "UGR");

        assertThat(restored.header("Location")).endsWith("?hecho=restored");
        assertThat(reader().get("/api/news/" + id).json().path("campus").asText())
                .isEqualTo("UGR");
    }

    @Test
    void restoringWhatSomebodyRestoredAlreadyIsAConflict() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var page = ana.get(edit(id));
        administrator().with("If-Match", "*").delete("/api/news/" + id);
        administrator().delete("/api/news/" + id + "/withdrawal");

        var conflict = Forms.send(ana, page, edit(id), "descripcion", "Mi texto", "accion", "restaurar");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(Forms.fields(conflict)).containsEntry("descripcion", "Mi texto");
    }

    @Test
    void forbiddenMeanwhileShowsTheText() {
        var luis = signedIn("luis", Role.EDITOR, "UGR");
        share("UGR", true);
        var id = post(signedIn("ana", Role.EDITOR, "UGR"));
        var page = luis.get(edit(id));
        assertThat(page.status()).isEqualTo(200);
        share("UGR", false);

        var refused = Forms.send(luis, page, edit(id), "descripcion", "Mi texto nuevo");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(Forms.fields(refused)).containsEntry("descripcion", "Mi texto nuevo");
        assertThat(refused.text()).doesNotContain("class=\"primary\"");
        assertThat(reader().get("/api/news/" + id).header("ETag")).startsWith("\"1.");
    }

    @Test
    void hiddenNoticeOfSomebodyElseIsNotThere() {
        var luis = signedIn("luis", Role.EDITOR, "UGR");
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var visible = post(ana);
        var scheduled = post(ana, "publicada", "2027-01-01T00:00:00Z");

        assertThat(luis.get(edit(visible)).status()).isEqualTo(403);
        assertThat(luis.get(edit(scheduled)).status()).isEqualTo(404);
        assertThat(luis.get("/noticias/" + scheduled + "/retirar").status()).isEqualTo(404);
        assertThat(ana.get(edit(scheduled)).status()).isEqualTo(200);
    }

    @Test
    void moderatorMovesANoticeAndAnEditorOnlyToOwnCampuses() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var eva = signedIn("eva", Role.MODERATOR);
        var id = post(ana);

        var refused = Forms.send(ana, ana.get(edit(id)), edit(id), "campus", "MED");
        var moved = Forms.send(eva, eva.get(edit(id)), edit(id), "campus", "MED");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(moved.status()).isEqualTo(303);
        assertThat(reader().get("/api/news/" + id).json().path("campus").asText())
                .isEqualTo("MED");
        var back = Forms.send(ana, ana.get(edit(id)), edit(id), "titulo", "Sigue siendo mía");
        assertThat(back.status()).isEqualTo(303);
    }

    @Test
    void emptyTimeOfPublicationMeansNow() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana, "publicada", "2027-01-01T00:00:00Z");

        Forms.send(ana, ana.get(edit(id)), edit(id), "publicada", "");

        assertThat(reader().get("/api/news/" + id).json().path("publicada").asText())
                .isEqualTo("2026-03-02T09:00:00.000Z");
    }

    @Test
    void unknownLanguageOfTheApiIsKept() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana, "idioma", "pt-BR");

        Forms.send(ana, ana.get(edit(id)), edit(id), "titulo", "Outro");

        assertThat(reader().get("/api/news/" + id).json().path("idioma").asText())
                .isEqualTo("pt-BR");
    }

    private void share(String campus, boolean shared) {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update campus set shared = " + shared + " where code = '" + campus + "'");
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String post(Client client, Object... members) {
        Exchange posted = client.with("Sec-Fetch-Site", "same-origin").post("/api/news", notice(members));
        return URI.create(posted.header("Location")).getPath().replace("/api/news/", "");
    }

    private static String edit(String id) {
        return "/noticias/" + id + "/editar";
    }
}
