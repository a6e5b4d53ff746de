package tablon.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class DraftTest extends BoardTest {
    private static final String NEW = "/noticias/nueva";
    private static final String MINE = "/mis-noticias";
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"MEMBER", "EDITOR", "ADMINISTRATOR"})
    void savedFormIsContinuedAsItWasTyped(Role role) {
        var ana = signedIn("ana", role, "UGR");

        var saved = Forms.send(
                ana,
                ana.get(NEW),
                NEW,
                "accion",
                "borrador",
                "titulo",
                " Medio <título> ",
                "descripcion",
                "\tuno\n\ndos ",
                "publicada",
                "mañana");

        assertThat(saved.status()).isEqualTo(303);
        assertThat(saved.header("Location")).endsWith("/mis-noticias?hecho=draft-saved");
        var mine = ana.get(MINE).text();
        assertThat(mine)
                .contains("Borradores", ">Medio &lt;título&gt;<", "Escrito el lunes, 2 de marzo de 2026, 10:00");
        assertThat(mine).doesNotContain("Guardado automático");
        var continued = ana.get(NEW + "?borrador=" + only("notice"));
        assertThat(continued.text()).contains("Recuperado lo que escribió el lunes, 2 de marzo de 2026, 10:00");
        assertThat(Forms.fields(continued))
                .containsEntry("titulo", " Medio <título> ")
                .containsEntry("descripcion", "\tuno\n\ndos ")
                .containsEntry("publicada", "mañana")
                .containsEntry("id", only("notice"));
    }

    @Test
    void emptyFormMayBeSaved() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        assertThat(ana.submit(NEW, "accion", "borrador").status()).isEqualTo(303);
        assertThat(ana.get(MINE).text()).contains("(sin título)");
    }

    @Test
    void nobodyElseSeesADraft() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = UUID.randomUUID().toString();
        autosave(ana, id, "titulo", "Secretísimo", "descripcion", "secretísimo", "campus", "UGR");

        for (var other : List.of(
                signedIn("eva", Role.EDITOR, "UGR"),
                signedIn("mod", Role.MODERATOR, "UGR"),
                signedIn("adm", Role.ADMINISTRATOR))) {
            assertThat(other.get(NEW + "?borrador=" + id).status()).isEqualTo(404);
            for (var path : List.of(NEW, MINE, "/", "/?q=secretisimo", "/api/news?state=all", "/cuenta/datos")) {
                assertThat(other.get(path).text()).as(path).doesNotContainIgnoringCase("secretísimo");
            }
            assertThat(other.get("/noticias/" + id).status()).isEqualTo(404);
            assertThat(other.get("/noticias/" + id + "/editar").status()).isEqualTo(404);
            assertThat(other.submit("/borradores/" + id).status()).isEqualTo(303);
        }
        for (var path :
                List.of("/", "/?q=secretisimo", "/api/news", "/news", "/sitemap.xml", "/api/news?q=secretisimo")) {
            assertThat(reader().get(path).text()).as(path).doesNotContainIgnoringCase("secretísimo", id);
        }
        assertThat(reader().get("/api/news/" + id).status()).isEqualTo(404);
        assertThat(administrator().get("/api/news/" + id).status()).isEqualTo(404);
        assertThat(administrator().get("/api/news?state=all").text()).doesNotContain(id);
        assertThat(reader().get(NEW + "?borrador=" + id).header("Location")).contains("/entrar");
        assertThat(reader().submit("/borradores/" + id).status()).isEqualTo(401);
        assertThat(ana.get(NEW + "?borrador=" + id).text()).contains("Secretísimo");
    }

    @Test
    void sameIdIsADraftOfItsOwnForEachAccount() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var luis = signedIn("luis", Role.EDITOR, "UGR");
        var id = UUID.randomUUID().toString();
        autosave(ana, id, "titulo", "De Ana");

        assertThat(autosave(luis, id, "titulo", "De Luis").status()).isEqualTo(204);

        assertThat(ana.get(NEW + "?borrador=" + id).text()).contains("De Ana").doesNotContain("De Luis");
        assertThat(luis.get(NEW + "?borrador=" + id).text()).contains("De Luis").doesNotContain("De Ana");
    }

    @Test
    void unfinishedNewNoticeIsOffered() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = UUID.randomUUID().toString();
        autosave(ana, id, "titulo", "Becas");

        var page = ana.get(NEW);

        assertThat(page.text())
                .contains("Tiene un borrador sin terminar: «Becas», del lunes, 2 de marzo de 2026, 10:00.")
                .contains("href=\"/noticias/nueva?borrador=" + id + "\"");
        assertThat(Forms.fields(page)).containsEntry("titulo", "").doesNotContainEntry("id", id);
        assertThat(ana.get(MINE).text()).contains("Becas", "Guardado automático");
        Forms.send(ana, ana.get(NEW + "?borrador=" + id), NEW, "accion", "borrador");
        assertThat(ana.get(NEW).text()).doesNotContain("sin terminar");
    }

    @Test
    void discardedDraftIsGone() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = UUID.randomUUID().toString();
        autosave(ana, id, "titulo", "Becas");

        var discarded = ana.submit("/borradores/" + id, "next", "noticias/nueva");

        assertThat(discarded.header("Location")).endsWith("/noticias/nueva?hecho=draft-discarded");
        assertThat(ana.get(NEW).text()).doesNotContain("Becas");
        assertThat(ana.get(NEW + "?borrador=" + id).status()).isEqualTo(404);
        assertThat(ana.submit("/borradores/" + id, "next", "//example.org").header("Location"))
                .endsWith("/mis-noticias?hecho=draft-discarded");
        assertThat(rows()).isZero();
    }

    @Test
    void publishingRemovesTheDraft() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var form = ana.get(NEW);
        var id = Forms.fields(form).getOrDefault("id", "");
        autosave(ana, id, "titulo", "Becas");

        var page = ana.get(NEW + "?borrador=" + id);
        var published = Forms.send(
                ana, page, NEW, "titulo", "Becas", "descripcion", "Texto", "campus", "UGR", "accion", "guardar");

        assertThat(published.header("Location")).endsWith("/noticias/" + id + "?hecho=published");
        assertThat(rows()).isZero();
        autosave(ana, id, "titulo", "Becas");
        var again = Forms.send(
                ana, page, NEW, "titulo", "Becas", "descripcion", "Texto", "campus", "UGR", "accion", "guardar");
        assertThat(again.header("Location")).endsWith("/noticias/" + id + "?hecho=published");
        assertThat(rows()).isZero();
        assertThat(reader().get("/api/news").json()).hasSize(1);
    }

    @Test
    void proposingRemovesTheDraft() {
        var mia = signedIn("mia", Role.MEMBER, "UGR");
        var id = UUID.randomUUID().toString();
        autosave(mia, id, "titulo", "Becas", "descripcion", "Texto", "campus", "UGR", "idioma", "es");

        var proposed = Forms.send(mia, mia.get(NEW + "?borrador=" + id), NEW, "accion", "guardar");

        assertThat(proposed.header("Location")).contains("/noticias/" + id);
        assertThat(rows()).isZero();
        assertThat(reader().get("/api/news").json()).isEmpty();
    }

    @Test
    void refusedPublicationKeepsTheDraft() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = UUID.randomUUID().toString();
        autosave(ana, id, "titulo", "Becas");
        var page = ana.get(NEW + "?borrador=" + id);

        assertThat(Forms.send(ana, page, NEW, "accion", "guardar").status()).isEqualTo(422);
        assertThat(Forms.send(ana, page, NEW, "descripcion", "x", "campus", "MED", "accion", "guardar")
                        .status())
                .isEqualTo(403);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void draftOfANoticeIsShownAndDiscarded() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var edit = "/noticias/" + id + "/editar";

        Forms.send(ana, ana.get(edit), edit, "titulo", "Otro título", "accion", "borrador");

        assertThat(reader().get("/noticias/" + id).text()).contains("Matrícula").doesNotContain("Otro título");
        assertThat(ana.get(MINE).text()).contains("href=\"" + edit + "\" dir=\"auto\">Otro título<");
        var page = ana.get(edit);
        assertThat(page.text()).contains("Recuperado lo que escribió");
        assertThat(Forms.fields(page)).containsEntry("titulo", "Otro título").containsEntry("version", "1");
        var discarded = ana.submit("/borradores/" + id, "next", edit.substring(1));
        assertThat(discarded.header("Location")).endsWith(edit + "?hecho=draft-discarded");
        assertThat(Forms.fields(ana.get(edit))).containsEntry("titulo", "Matrícula");
    }

    @Test
    void savingTheNoticeRemovesItsDraftOfThisAccountOnly() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var mod = signedIn("mod", Role.MODERATOR, "UGR");
        var id = post(ana);
        var edit = "/noticias/" + id + "/editar";
        autosave(ana, id, "titulo", "De Ana", "version", "1");
        autosave(mod, id, "titulo", "De la moderadora", "version", "1");

        Forms.send(ana, ana.get(edit), edit, "descripcion", "x", "campus", "UGR", "accion", "guardar");

        assertThat(reader().get("/noticias/" + id).text()).contains("De Ana");
        assertThat(ana.get(edit).text()).doesNotContain("Recuperado");
        assertThat(Forms.fields(mod.get(edit))).containsEntry("titulo", "De la moderadora");
    }

    @Test
    void draftOfAnOlderVersionIsAConflictWhenItIsSaved() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var edit = "/noticias/" + id + "/editar";
        Forms.send(ana, ana.get(edit), edit, "descripcion", "Mi texto", "accion", "borrador");
        administrator().with("If-Match", "*").patch("/api/news/" + id, "{\"titulo\":\"Cambiada\"}");

        var conflict = Forms.send(ana, ana.get(edit), edit, "accion", "guardar");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(Forms.fields(conflict))
                .containsEntry("descripcion", "Mi texto")
                .containsEntry("version", "2");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void draftOfAWithdrawnNoticeCanStillBeReadAndRestoresIt() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var edit = "/noticias/" + id + "/editar";
        Forms.send(ana, ana.get(edit), edit, "descripcion", "Mi texto", "accion", "borrador");
        administrator().with("If-Match", "*").delete("/api/news/" + id);

        var page = ana.get(edit);

        assertThat(page.status()).isEqualTo(410);
        assertThat(Forms.fields(page)).containsEntry("descripcion", "Mi texto");
        assertThat(Forms.send(ana, page, edit, "accion", "restaurar").header("Location"))
                .endsWith("?hecho=restored");
        assertThat(rows()).isZero();
    }

    @Test
    void draftOfANoticeThatMayNoLongerBeChangedCanStillBeRead() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(administrator());

        autosave(ana, id, "titulo", "Otro", "descripcion", "Mi texto", "version", "1");

        var page = ana.get("/noticias/" + id + "/editar");
        assertThat(page.status()).isEqualTo(403);
        assertThat(Forms.fields(page)).containsEntry("descripcion", "Mi texto");
        assertThat(page.text()).doesNotContain("data-draft=", "value=\"guardar\"");
    }

    @Test
    void draftIsNoChangeOfTheBoard() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        post(ana);
        var before = text("select number || '/' || stamp || '/' || (select count(*) from journal) from revision");
        var id = UUID.randomUUID().toString();

        autosave(ana, id, "titulo", "Uno");
        Forms.send(ana, ana.get(NEW + "?borrador=" + id), NEW, "accion", "borrador");
        ana.submit("/borradores/" + id);

        assertThat(text("select number || '/' || stamp || '/' || (select count(*) from journal) from revision"))
                .isEqualTo(before);
    }

    @Test
    void hundredDraftsAreTheMaximum() throws SQLException {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var last = insert("ana", 99, true);
        assertThat(autosave(ana, UUID.randomUUID().toString(), "titulo", "La centésima")
                        .status())
                .isEqualTo(204);

        var refused = autosave(ana, UUID.randomUUID().toString(), "titulo", "Otra");
        var kept = Forms.send(ana, ana.get(NEW), NEW, "titulo", "Mi texto", "accion", "borrador");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.text()).contains("Ya tiene 100 borradores");
        assertThat(Forms.fields(kept)).containsEntry("titulo", "Mi texto");
        assertThat(autosave(ana, last, "titulo", "Cambiada").status()).isEqualTo(204);
        assertThat(autosave(signedIn("eva", Role.EDITOR), last, "titulo", "x").status())
                .isEqualTo(204);
        ana.submit("/borradores/" + last);
        assertThat(Forms.send(ana, kept, NEW, "accion", "borrador").status()).isEqualTo(303);
        assertThat(rows()).isEqualTo(101);
    }

    @Test
    void draftThatNobodySavedExpiresAfter30Days() throws SQLException {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        insert("ana", 25, false);
        var kept = insert("ana", 1, true);
        var touched = insert("ana", 1, false);
        clock.advance(Duration.ofDays(20));
        var eva = signIn(ana);
        autosave(eva, touched, "titulo", "Tocada");
        clock.advance(Duration.ofDays(10));
        eva = signIn(ana);

        assertThat(eva.get(MINE).text()).contains(kept, touched).containsOnlyOnce("Guardado automático");
        autosave(eva, touched, "titulo", "Tocada");
        assertThat(rows()).isEqualTo(17);
        autosave(eva, touched, "titulo", "Tocada");
        autosave(eva, touched, "titulo", "Tocada");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void faultyBodiesAreRefused() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var path = "/borradores/" + UUID.randomUUID();
        var typed = ana.with("Content-Type", FORM).with("Sec-Fetch-Site", "same-origin");

        assertThat(typed.send("PUT", path, new byte[256 * 1024 + 1]).status()).isEqualTo(413);
        assertThat(typed.send("PUT", path, "titulo=%F1".getBytes(UTF_8)).status())
                .isEqualTo(400);
        assertThat(typed.send("PUT", path, "titulo=ñ".getBytes(ISO_8859_1)).status())
                .isEqualTo(400);
        assertThat(typed.send("PUT", path, "a=1&".repeat(501).getBytes(UTF_8)).status())
                .isEqualTo(400);
        assertThat(ana.with("Content-Type", FORM + "; charset=iso-8859-1")
                        .with("Sec-Fetch-Site", "same-origin")
                        .send("PUT", path, "a=1".getBytes(UTF_8))
                        .status())
                .isEqualTo(415);
        assertThat(ana.with("Sec-Fetch-Site", "same-origin")
                        .put(path, "{\"titulo\":\"x\"}")
                        .status())
                .isEqualTo(415);
        assertThat(typed.send("PUT", "/borradores/x", "a=1".getBytes(UTF_8)).status())
                .isEqualTo(404);
        assertThat(ana.with("Content-Type", FORM)
                        .with("Sec-Fetch-Site", "cross-site")
                        .send("PUT", path, "a=1".getBytes(UTF_8))
                        .status())
                .isEqualTo(403);
        assertThat(autosave(reader(), UUID.randomUUID().toString(), "titulo", "x")
                        .status())
                .isEqualTo(401);
        assertThat(autosave(administrator(), UUID.randomUUID().toString(), "titulo", "x")
                        .status())
                .isEqualTo(403);
        assertThat(rows()).isZero();
    }

    @Test
    void anyTextIsStoredAndShownAsText() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = UUID.randomUUID().toString();
        var text = "\u0000\u0007\uFFFF😀\"><script>alert(1)</script>" + "a\u0301".repeat(50);

        var saved = autosave(
                ana, id, "titulo", text.repeat(9), "descripcion", text, "x".repeat(5_000), "y", "caduca", "\u0000");

        assertThat(saved.status()).isEqualTo(204);
        var title = text("select title from draft");
        assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(200);
        var page = ana.get(NEW + "?borrador=" + id);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("<script>alert");
        assertThat(Forms.fields(page)).containsEntry("descripcion", text);
        assertThat(ana.get(MINE).text()).doesNotContain("<script>");
    }

    @Test
    void largestDraftIsRestored() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = UUID.randomUUID().toString();
        var text = "\u0001".repeat(80_000);

        assertThat(autosave(ana, id, "descripcion", text).status()).isEqualTo(204);
        assertThat(Forms.fields(ana.get(NEW + "?borrador=" + id)).get("descripcion"))
                .isEqualTo(text);
    }

    @Test
    void concurrentSavesLeaveOneDraft() throws Exception {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = UUID.randomUUID().toString();
        var threads = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> saves = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            var title = "Versión " + i;
            saves.add(() -> autosave(ana, id, "titulo", title).status());
        }

        var results = threads.invokeAll(saves);
        threads.shutdown();

        for (var result : results) {
            assertThat(result.get()).isEqualTo(204);
        }
        assertThat(rows()).isEqualTo(1);
        assertThat(Forms.fields(ana.get(NEW + "?borrador=" + id)).get("titulo")).startsWith("Versión ");
    }

    @Test
    void ownDataHasTheDraftsInParts() throws SQLException {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        autosave(ana, UUID.randomUUID().toString(), "titulo", "Becas");
        var short1 = ana.get("/cuenta/datos").json();
        assertThat(short1.at("/borradores/0/campos/titulo/0").asText()).isEqualTo("Becas");
        assertThat(short1.at("/borradores/0/estado").asText()).isEqualTo("borrador");
        assertThat(short1.get("siguiente").isNull()).isTrue();
        for (int i = 0; i < 10; i++) {
            autosave(ana, UUID.randomUUID().toString(), "descripcion", "x".repeat(200_000));
        }

        var ids = new ArrayList<String>();
        for (var path = "/cuenta/datos"; !path.isEmpty(); ) {
            var part = ana.get(path);
            assertThat(part.response().body().length).isLessThan(1_400_000);
            part.json()
                    .get("borradores")
                    .forEach(draft -> ids.add(draft.get("id").asText()));
            path = part.json().path("siguiente").asText("").replace("null", "");
        }

        assertThat(ids).hasSize(11).doesNotHaveDuplicates();
    }

    @Test
    void deletedAccountLeavesNoDraft() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        autosave(ana, UUID.randomUUID().toString(), "titulo", "Becas");

        assertThat(ana.submit("/cuenta/eliminar", "clave", PASSWORD).status()).isEqualTo(303);

        assertThat(rows()).isZero();
    }

    @Test
    void onlyTheEditorMayRunTheScript() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);

        for (var path : List.of(NEW, "/noticias/" + id + "/editar")) {
            assertThat(ana.get(path).header("Content-Security-Policy"))
                    .contains("default-src 'none'", "; script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(ana.get(path).text()).contains("<script src=\"/js/editor.js\" defer></script>");
        }
        for (var other : List.of(
                ana.get(MINE),
                ana.get("/"),
                ana.get("/noticias/" + id),
                ana.get("/noticias/" + UUID.randomUUID() + "/editar"),
                reader().get("/entrar?next=noticias/nueva"),
                reader().submit(NEW, "titulo", "x"))) {
            assertThat(other.header("Content-Security-Policy"))
                    .as(other.uri().toString())
                    .isNotEmpty()
                    .doesNotContain("script-src");
        }
    }

    @Test
    void formThatWasSentSaysSo() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        assertThat(ana.get(NEW).text()).contains("data-sent=\"false\"");
        assertThat(Forms.send(ana, ana.get(NEW), NEW, "accion", "guardar").text())
                .contains("data-sent=\"true\"");
    }

    private static Exchange autosave(Client client, String id, String... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], UTF_8));
        }
        return client.with("Content-Type", FORM)
                .with("Sec-Fetch-Site", "same-origin")
                .send("PUT", "/borradores/" + id, body.toString().getBytes(UTF_8));
    }

    /** Keeps the session in use. */
    private static Client signIn(Client client) {
        client.get("/cuenta");
        return client;
    }

    private static String post(Client client) {
        var posted = client.with("Sec-Fetch-Site", "same-origin").post("/api/news", notice());
        return URI.create(posted.header("Location")).getPath().replace("/api/news/", "");
    }

    /** Adds drafts directly, which are titled by their ids; returns the id of the last one. */
    private String insert(String username, int count, boolean kept) throws SQLException {
        var id = "";
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            boolean postgresql =
                    connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            var now = clock.instant();
            for (int i = 0; i < count; i++) {
                id = UUID.randomUUID().toString();
                statement.execute("""
                        insert into draft (account, notice, fields, title, fresh, kept, saved)
                        select id, '%s', '{}', '%s', true, %s, %s from account where folded = '%s'
                        """.formatted(
                                id, id, kept, postgresql ? "timestamptz '" + now + "'" : now.toEpochMilli(), username));
            }
        }
        return id;
    }

    private int rows() {
        return Integer.parseInt(text("select count(*) from draft"));
    }

    private String only(String column) {
        return text("select " + column + " from draft");
    }

    private String text(String sql) {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
