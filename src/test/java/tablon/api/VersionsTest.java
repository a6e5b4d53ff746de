package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class VersionsTest extends BoardTest {

    @Test
    void everyWayToChangeANoticeKeepsTheFormerVersion() throws SQLException {
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));
        var path = path(ana.post("/api/news", notice("titulo", "uno")));
        var any = ana.with("If-Match", "*");
        var id = id(path);

        any.put(path, notice("titulo", "dos"));
        any.patch(path, "{\"titulo\":\"tres\"}");
        ana.post("/news/addById", notice("id", id, "titulo", "cuatro"));
        form(ana, id, 4, "cinco");
        any.delete(path);
        ana.delete(path + "/withdrawal");
        any.delete(path);
        ana.with("If-None-Match", "*").put(path, notice("titulo", "siete"));
        any.delete(path);
        ana.submit("/noticias/" + id + "/restaurar");
        ana.post(path + "/versions/1/restoration", "");

        var versions = ana.get(path + "/versions").json();
        assertThat(numbers(versions)).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(texts(versions, "acto"))
                .containsExactly(
                        "restore", "restore", "restore", "restore", "update", "update", "update", "update", "create");
        assertThat(texts(versions, "quien")).containsOnly("Ana");
        assertThat(titles(ana, path, 9))
                .containsExactly("uno", "dos", "tres", "cuatro", "cinco", "cinco", "siete", "siete", "uno");
        assertThat(count("version")).isEqualTo(8);
        assertThat(count("version_text")).isEqualTo(1);
    }

    @Test
    void unchangedSaveChangesNothing() throws SQLException {
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));
        var posted = ana.post("/api/news", notice("idioma", "ca"));
        var path = path(posted);
        clock.advance(Duration.ofHours(1));
        var any = ana.with("If-Match", "*");
        var same = notice("idioma", "ca");

        var put = any.put(path, same);
        var patch = any.patch(path, "{\"campus\":\"UGR\"}");
        same.put("id", id(path));
        var prototype = ana.post("/news/addById", same);
        var form = ana.submit(
                "/noticias/" + id(path) + "/editar",
                "titulo",
                "Matrícula",
                "descripcion",
                "Se abre el *lunes*.",
                "campus",
                "UGR",
                "idioma",
                "ca",
                "publicada",
                "2026-03-02T10:00",
                "publicada-exacta",
                "2026-03-02T09:00:00.000Z",
                "version",
                "1");
        var restoration = ana.post(path + "/versions/1/restoration", "");

        assertThat(List.of(put.status(), patch.status(), prototype.status(), form.status(), restoration.status()))
                .containsExactly(200, 200, 200, 303, 200);
        assertThat(List.of(put.header("ETag"), patch.header("ETag"), restoration.header("ETag")))
                .containsOnly(posted.header("ETag"));
        assertThat(put.text()).isEqualTo(posted.text());
        assertThat(reader().get(path).text()).isEqualTo(posted.text());
        assertThat(count("version")).isZero();
        assertThat(count("journal where kind = 'notice'")).isEqualTo(1);
    }

    @Test
    void omittedLanguageResetsItInANewVersion() {
        var path = path(administrator().post("/api/news", notice("idioma", "ca")));

        var put = administrator().with("If-Match", "*").put(path, notice());

        assertThat(put.json().path("idioma").asText()).isEqualTo("es");
        assertThat(put.header("ETag")).startsWith("\"2.");
    }

    @Test
    void textIsStoredOnce() throws SQLException {
        var path = path(administrator().post("/api/news", notice()));
        var any = administrator().with("If-Match", "*");

        for (var text : List.of("B", "A", "B", "A")) {
            any.patch(path, "{\"descripcion\":\"" + text + "\"}");
        }
        any.patch(path, "{\"titulo\":\"Otro\"}");
        any.patch(path, "{\"fijada\":true}");

        assertThat(count("version")).isEqualTo(6);
        assertThat(count("version_text")).isEqualTo(3);
    }

    @Test
    void changesOfTextsAreInPartsAndOthersHaveBothValues() {
        var path = path(administrator().post("/api/news", notice()));
        administrator()
                .with("If-Match", "*")
                .put(
                        path,
                        notice(
                                "descripcion",
                                "Se abre el *martes*.",
                                "campus",
                                "MED",
                                "idioma",
                                "ca",
                                "caduca",
                                "2026-04-01T00:00:00Z",
                                "fijada",
                                true));

        var versions = administrator().get(path + "/versions").json();

        assertThat(versions.get(0).path("cambios").toString())
                .isEqualTo("[{\"campo\":\"descripcion\",\"partes\":["
                        + "{\"texto\":\"Se abre el *\",\"cambio\":\"igual\"},"
                        + "{\"texto\":\"lunes\",\"cambio\":\"quitado\"},{\"texto\":\"martes\",\"cambio\":\"puesto\"},"
                        + "{\"texto\":\"*.\",\"cambio\":\"igual\"}]},"
                        + "{\"campo\":\"campus\",\"antes\":\"UGR\",\"despues\":\"MED\"},"
                        + "{\"campo\":\"idioma\",\"antes\":\"es\",\"despues\":\"ca\"},"
                        + "{\"campo\":\"caduca\",\"antes\":null,\"despues\":\"2026-04-01T00:00:00.000Z\"},"
                        + "{\"campo\":\"fijada\",\"antes\":false,\"despues\":true}]");
        assertThat(versions.get(1).path("cambios")).isEmpty();
        assertThat(texts(versions, "quien")).containsOnly("administrador");
    }

    @Test
    void listContinuesAfterTenVersions() {
        var path = path(administrator().post("/api/news", notice("titulo", "1")));
        for (int i = 2; i <= 12; i++) {
            administrator().with("If-Match", "*").patch(path, "{\"titulo\":\"" + i + "\"}");
        }

        var first = administrator().get(path + "/versions");
        var second = administrator().get(first.link("next").orElseThrow().toString());

        assertThat(numbers(first.json())).containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
        assertThat(first.json().get(9).path("cambios")).hasSize(1);
        assertThat(numbers(second.json())).containsExactly(2, 1);
        assertThat(second.link("next")).isEmpty();
        assertThat(first.header("Cache-Control")).contains("no-store");
    }

    @Test
    void pageOfLongTextsIsShorter() {
        var path = path(administrator().post("/api/news", notice("descripcion", "0".repeat(20_000))));
        for (int i = 1; i <= 9; i++) {
            administrator()
                    .with("If-Match", "*")
                    .patch(path, "{\"descripcion\":\"" + String.valueOf(i).repeat(20_000) + "\"}");
        }

        var seen = new ArrayList<Integer>();
        var next = path + "/versions";
        while (!next.isEmpty()) {
            var page = administrator().get(next);
            assertThat(page.response().body().length).isLessThan(1 << 20);
            seen.addAll(numbers(page.json()));
            next = page.link("next").map(URI::toString).orElse("");
        }

        assertThat(seen).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void restorationStoresWhatTheVersionWas() {
        var posted = administrator()
                .post("/api/news", notice("caduca", "2026-04-01T00:00:00Z", "fijada", true, "idioma", "ca"));
        var path = path(posted);
        administrator().with("If-Match", "*").put(path, notice("titulo", "Otra", "campus", "MED"));
        clock.advance(Duration.ofDays(60));

        var restored = administrator().post(path + "/versions/1/restoration", "");

        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.header("ETag")).startsWith("\"3.");
        assertThat(restored.json().path("estado").asText()).isEqualTo("caducada");
        for (var member : List.of("titulo", "descripcion", "campus", "idioma", "publicada", "caduca", "fijada")) {
            assertThat(restored.json().path(member))
                    .as(member)
                    .isEqualTo(posted.json().path(member));
        }
        assertThat(administrator()
                        .get(path + "/versions/2")
                        .json()
                        .path("titulo")
                        .asText())
                .isEqualTo("Otra");
    }

    @Test
    void restorationMayHaveACondition() {
        var posted = administrator().post("/api/news", notice());
        var path = path(posted);
        var put = administrator().with("If-Match", "*").put(path, notice("titulo", "Otra"));

        var refused =
                administrator().with("If-Match", posted.header("ETag")).post(path + "/versions/1/restoration", "");
        var restored = administrator().with("If-Match", put.header("ETag")).post(path + "/versions/1/restoration", "");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.header("ETag")).isEqualTo(put.header("ETag"));
        assertThat(restored.status()).isEqualTo(200);
    }

    @Test
    void versionInACampusThatIsGoneIsNotRestored() {
        administrator().put("/api/campuses/TMP", "{\"nombre\":\"Provisional\"}");
        var path = path(administrator().post("/api/news", notice("campus", "TMP")));
        administrator().with("If-Match", "*").patch(path, "{\"campus\":\"UGR\"}");
        administrator().delete("/api/campuses/TMP");

        var restored = administrator().post(path + "/versions/1/restoration", "");

        assertThat(restored.status()).isEqualTo(409);
        assertThat(restored.text()).contains("campus-gone");
    }

    @Test
    void editorDoesNotRestoreIntoAForeignCampus() {
        var path = path(administrator().post("/api/news", notice("campus", "MED")));
        administrator().with("If-Match", "*").patch(path, "{\"campus\":\"UGR\"}");
        administrator().put("/api/campuses/UGR", "{\"nombre\":\"Granada\",\"edicioncompartida\":true}");
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));

        assertThat(ana.get(path + "/versions").status()).isEqualTo(200);
        assertThat(ana.post(path + "/versions/1/restoration", "").status()).isEqualTo(403);
    }

    @Test
    void otherPeopleSeeNoHistory() {
        var path = path(administrator().post("/api/news", notice()));
        var scheduled = path(administrator().post("/api/news", notice("publicada", "2027-01-01T00:00:00Z")));
        var expired = path(administrator().post("/api/news", notice("caduca", "2026-03-02T10:00:00Z")));
        clock.advance(Duration.ofHours(2));
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));
        var mia = unsafe(signedIn("mia", Role.MEMBER, "UGR"));

        for (var client : List.of(ana, mia)) {
            for (var way : List.of("/versions", "/versions/1")) {
                assertThat(client.get(path + way).status()).isEqualTo(403);
                assertThat(client.get(scheduled + way).status()).isEqualTo(404);
                assertThat(client.get(expired + way).status()).isEqualTo(410);
            }
            assertThat(client.post(path + "/versions/1/restoration", "").status())
                    .isEqualTo(403);
        }
        for (var way : List.of("/versions", "/versions/1")) {
            assertThat(reader().get(path + way).status()).isEqualTo(401);
        }
        assertThat(reader().post(path + "/versions/1/restoration", "").status()).isEqualTo(401);
        assertThat(administrator()
                        .get("/api/news/" + UUID.randomUUID() + "/versions")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void memberSeesTheHistoryOfAnOwnNoticeAndWhoApprovedIt() {
        var mia = unsafe(signedIn("mia", Role.MEMBER, "UGR"));
        var path = path(mia.post("/api/news", notice("titulo", "uno")));
        clock.advance(Duration.ofMinutes(1));
        mia.put(path + "/proposal", notice("titulo", "dos"));
        clock.advance(Duration.ofMinutes(1));
        administrator().put(path + "/approval", "");
        clock.advance(Duration.ofMinutes(1));
        mia.put(path + "/proposal", notice("titulo", "tres"));
        clock.advance(Duration.ofMinutes(1));
        administrator().put(path + "/approval", "");

        var versions = mia.get(path + "/versions").json();

        assertThat(texts(versions, "acto")).containsExactly("approve", "approve", "propose");
        assertThat(texts(versions, "quien")).containsExactly("administrador", "administrador", "Mia");
        assertThat(titles(mia, path, 3)).containsExactly("uno", "dos", "tres");
        assertThat(mia.post(path + "/versions/1/restoration", "").status()).isEqualTo(403);
        assertThat(reader().get(path + "/versions").status()).isEqualTo(401);
    }

    @Test
    void historyOfAWithdrawnNoticeIsForWhoMayRestoreIt() {
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));
        var luis = unsafe(signedIn("luis", Role.EDITOR, "UGR"));
        var path = path(ana.post("/api/news", notice()));
        ana.with("If-Match", "*").patch(path, "{\"fijada\":true}");
        ana.with("If-Match", "*").delete(path);

        assertThat(numbers(ana.get(path + "/versions").json())).containsExactly(2, 1);
        assertThat(ana.get(path + "/versions/1").status()).isEqualTo(200);
        assertThat(luis.get(path + "/versions").status()).isEqualTo(403);
        assertThat(ana.post(path + "/versions/1/restoration", "").status()).isEqualTo(410);

        clock.advance(Duration.ofDays(30));

        assertThat(administrator().get(path + "/versions").status()).isEqualTo(410);
    }

    @Test
    void historyGoesWithTheNoticeAfter30Days() throws SQLException {
        var path = path(administrator().post("/api/news", notice()));
        var other = path(administrator().post("/api/news", notice()));
        for (var notice : List.of(path, other)) {
            administrator().with("If-Match", "*").patch(notice, "{\"fijada\":true}");
        }
        administrator().with("If-Match", "*").delete(path);
        clock.advance(Duration.ofDays(31));
        assertThat(count("version")).isEqualTo(2);

        administrator().with("If-Match", "*").delete(other);

        assertThat(count("version")).isEqualTo(1);
        assertThat(count("version_text")).isEqualTo(1);
    }

    @Test
    void noticeThatIsCreatedAnewAfter30DaysHasNoHistory() throws SQLException {
        var path = path(administrator().post("/api/news", notice()));
        administrator().with("If-Match", "*").patch(path, "{\"fijada\":true}");
        administrator().with("If-Match", "*").delete(path);
        clock.advance(Duration.ofDays(31));

        var created = administrator().with("If-None-Match", "*").put(path, notice("titulo", "Nueva"));

        assertThat(created.header("ETag")).startsWith("\"1.");
        assertThat(numbers(administrator().get(path + "/versions").json())).containsExactly(1);
        assertThat(count("version_text")).isZero();
    }

    @Test
    void deletedAccountLeavesNoName() throws SQLException {
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));
        var path = path(ana.post("/api/news", notice()));
        ana.with("If-Match", "*").patch(path, "{\"fijada\":true}");
        var account =
                administrator().get("/api/accounts").json().get(0).path("id").asText();

        administrator().delete("/api/accounts/" + account);

        assertThat(count("version where author is not null or author_name is not null"))
                .isZero();
        var versions = administrator().get(path + "/versions");
        assertThat(versions.text()).doesNotContain("Ana");
        assertThat(texts(versions.json(), "acto")).containsExactly("update", "create");
        assertThat(administrator()
                        .get(path + "/versions/1")
                        .json()
                        .path("autor")
                        .isNull())
                .isTrue();
    }

    @Test
    void versionsOfBeforeTheJournalHadThemAreAnonymous() throws SQLException {
        var path = path(administrator().post("/api/news", notice()));
        execute("update journal set version = null");
        administrator().with("If-Match", "*").patch(path, "{\"fijada\":true}");

        var versions = administrator().get(path + "/versions").json();

        assertThat(texts(versions, "acto")).containsExactly("update", "null");
        assertThat(versions.get(1).path("quien").isNull()).isTrue();
    }

    @Test
    void simultaneousEditsLeaveNoGap() throws Exception {
        var path = path(administrator().post("/api/news", notice()));
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> edits = IntStream.range(0, 24)
                    .<Callable<Integer>>mapToObj(i -> () -> administrator()
                            .with("If-Match", "*")
                            .patch(path, "{\"titulo\":\"T" + i + "\"}")
                            .status())
                    .toList();
            for (var edit : threads.invokeAll(edits)) {
                assertThat(edit.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }

        var all = new ArrayList<Integer>();
        var next = path + "/versions";
        while (!next.isEmpty()) {
            var page = administrator().get(next);
            all.addAll(numbers(page.json()));
            next = page.link("next").map(URI::toString).orElse("");
        }
        assertThat(all)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 25).map(i -> 26 - i).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2", "01", "1.0", "99999999999999999999", "999999999", "uno", "%F0%9F%98%80"})
    void unknownVersionIs404(String number) {
        var path = path(administrator().post("/api/news", notice()));

        var read = administrator().get(path + "/versions/" + number);
        var restored = administrator().post(path + "/versions/" + number + "/restoration", "");

        assertThat(read.status()).isEqualTo(404);
        assertThat(read.text()).contains("unknown-version");
        assertThat(restored.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=0", "cursor=x", "cursor=", "cursor=1&cursor=2", "page=1", "cursor=9999999999"})
    void invalidParameterIs400(String query) {
        var path = path(administrator().post("/api/news", notice()));

        assertThat(administrator().get(path + "/versions?" + query).status()).isEqualTo(400);
    }

    private static void form(Client client, String id, int version, String title) {
        var answer = client.submit(
                "/noticias/" + id + "/editar",
                "titulo",
                title,
                "descripcion",
                "Se abre el *lunes*.",
                "campus",
                "UGR",
                "version",
                version);
        assertThat(answer.status()).isEqualTo(303);
    }

    private static List<String> titles(Client client, String path, int versions) {
        return IntStream.rangeClosed(1, versions)
                .mapToObj(i -> client.get(path + "/versions/" + i)
                        .json()
                        .path("titulo")
                        .asText())
                .toList();
    }

    private static List<Integer> numbers(JsonNode versions) {
        return texts(versions, "version").stream().map(Integer::valueOf).toList();
    }

    private static List<String> texts(JsonNode versions, String member) {
        var texts = new ArrayList<String>();
        versions.forEach(version -> texts.add(version.path(member).asText()));
        return texts;
    }

    private int count(String from) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from " + from)) {
            result.next();
            return result.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Client unsafe(Client signedIn) {
        return signedIn.with("Sec-Fetch-Site", "same-origin");
    }

    private static String path(Exchange posted) {
        return URI.create(posted.header("Location")).getPath();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
