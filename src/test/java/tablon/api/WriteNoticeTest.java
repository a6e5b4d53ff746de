package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class WriteNoticeTest extends BoardTest {

    @Test
    void postReturnsTheNoticeItsLocationAndItsETag() {
        var created = administrator().post("/api/news", notice("titulo", "  Beca de comedor  "));
        var read = reader().get(created.header("Location"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location"))
                .isEqualTo(
                        getBaseUri() + "api/news/" + created.json().path("id").asText());
        assertThat(UUID.fromString(created.json().path("id").asText()).version())
                .isEqualTo(7);
        assertThat(created.json().path("titulo").asText()).isEqualTo("Beca de comedor");
        assertThat(created.json().path("publicada").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(created.json().path("actualizada")).isEqualTo(created.json().path("publicada"));
        assertThat(created.json().path("estado").asText()).isEqualTo("visible");
        assertThat(read.text()).isEqualTo(created.text());
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    }

    @Test
    void noticeWithoutLanguageHasThatOfTheBoard() {
        var created = administrator().post("/api/news", notice("titulo", "Beca"));

        assertThat(created.json().path("idioma").asText()).isEqualTo("es");
    }

    @Test
    void languageIsStoredInItsCanonicalForm() {
        var created = administrator().post("/api/news", notice("idioma", "EN-gb"));
        var read = reader().get(created.header("Location"));

        assertThat(created.json().path("idioma").asText()).isEqualTo("en-GB");
        assertThat(read.json().path("idioma").asText()).isEqualTo("en-GB");
    }

    @Test
    void patchKeepsTheLanguage() {
        var created = administrator().post("/api/news", notice("idioma", "ca"));
        var patched = administrator()
                .with("If-Match", created.header("ETag"))
                .patch(created.header("Location"), "{\"titulo\": \"Beques\"}");

        assertThat(patched.json().path("idioma").asText()).isEqualTo("ca");
    }

    @ParameterizedTest
    @ValueSource(strings = {"español", "e", "es_ES", "x-mine", "und", "es-abcdefghijklmnopqrstuvwxyz0123456789"})
    void invalidLanguageIsRefused(String tag) {
        var answer = administrator().post("/api/news", notice("idioma", tag));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactly("/idioma");
    }

    @Test
    void allInvalidMembersAreReportedAtOnce() {
        var answer = administrator().post("/api/news", """
                        {"titulo": 5, "descripcion": "   ", "campus": "NADA", "publicada": "mañana",
                         "caduca": 1, "fijada": "sí", "tituló": "x", "id": "1", "a/b~c": 1}
                        """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer))
                .containsExactlyInAnyOrder(
                        "/titulo",
                        "/descripcion",
                        "/campus",
                        "/publicada",
                        "/caduca",
                        "/fijada",
                        "/tituló",
                        "/id",
                        "/a~1b~0c");
        assertThat(answer.text()).contains("UGR").contains("MED").contains("PUT");
    }

    @Test
    void emptyObjectIsMissingThreeMembers() {
        assertThat(pointers(administrator().post("/api/news", "{}")))
                .containsExactlyInAnyOrder("/titulo", "/descripcion", "/campus");
    }

    @Test
    void authorAndStateAreNotAssignedByTheClient() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");

        var posted = ana.post("/api/news", notice("autor", "Rectorado", "estado", "programada"));
        var sent = publishOnThePage(ana, "autor", "Rectorado", "estado", "programada");

        var path = URI.create(sent.header("Location")).getPath();
        for (var notice : List.of(posted, reader().get(path.replace("/noticias/", "/api/news/")))) {
            assertThat(notice.json().path("autor").asText()).isEqualTo("Ana");
            assertThat(notice.json().path("estado").asText()).isEqualTo("visible");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rol", "author", "cuenta", "withdrawn"})
    void membersThatANoticeLacksAreRefused(String member) {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");

        var posted = ana.post("/api/news", notice(member, "administrador"));

        assertThat(posted.status()).isEqualTo(422);
        assertThat(posted.text()).contains("\"pointer\":\"/" + member + "\"");
        assertThat(publishOnThePage(ana, member, "administrador").status()).isEqualTo(422);
    }

    private static Exchange publishOnThePage(Client client, String... more) {
        var fields = new ArrayList<String>(List.of("titulo", "Beca", "descripcion", "Texto", "campus", "UGR"));
        fields.addAll(List.of(more));
        return client.submit("/noticias/nueva", fields.toArray());
    }

    @Test
    void readOnlyMembersMayBeSentBack() {
        var posted = administrator().post("/api/news", notice());

        var changed = administrator().with("If-Match", posted.header("ETag")).put(path(posted), posted.text());

        assertThat(changed.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"titulo\": ", "{} {}", "not json", "[1,]", "{\"titulo\":\"\n\"}"})
    void malformedJsonIsReportedWithLineAndColumn(String body) {
        var answer = administrator().with("Accept-Language", "en").post("/api/news", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).matches(".*line \\d+, column \\d+.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "null", "5"})
    void bodyThatIsNotAnObjectIsRefused(String body) {
        assertThat(administrator().post("/api/news", body).status()).isEqualTo(422);
    }

    @Test
    void invalidUtf8IsRefused() {
        var latin1 = "{\"titulo\":\"Matr\u00edcula\"}".getBytes(StandardCharsets.ISO_8859_1);

        var answer = administrator().with("Content-Type", "application/json").send("POST", "/api/news", latin1);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void controlCharactersAndUnpairedSurrogatesAreRefused() {
        for (var invalid : List.of("a\\u0000b", "a\\u0007b", "a\\ud800b", "a\\tb", "a\\nb", "a\\uffffb")) {
            var answer = administrator()
                    .post("/api/news", "{\"titulo\":\"" + invalid + "\",\"descripcion\":\"d\",\"campus\":\"UGR\"}");
            assertThat(pointers(answer)).as(invalid).containsExactly("/titulo");
        }
    }

    @Test
    void descriptionMayContainTabs() {
        var posted = administrator().post("/api/news", notice("descripcion", "if x:\n\ty()"));
        var refused = administrator().post("/api/news", notice("descripcion", "a\u000bb"));

        assertThat(posted.json().path("descripcion").asText()).isEqualTo("if x:\n\ty()");
        assertThat(refused.text()).contains("Solo se admiten saltos de línea y tabuladores.");
    }

    @Test
    void lengthsCountCodePointsAfterTrimming() {
        var fits = administrator().post("/api/news", notice("titulo", " " + "📌".repeat(200) + " "));
        var tooLong = administrator().post("/api/news", notice("titulo", "á".repeat(201)));
        var body = administrator().post("/api/news", notice("descripcion", "x".repeat(20_001)));

        assertThat(fits.status()).isEqualTo(201);
        assertThat(pointers(tooLong)).containsExactly("/titulo");
        assertThat(pointers(body)).containsExactly("/descripcion");
    }

    @Test
    void textIsNormalized() {
        var posted =
                administrator().post("/api/news", notice("titulo", "Matri\u0301cula", "descripcion", "uno\r\ndos"));

        assertThat(posted.json().path("titulo").asText()).isEqualTo("Matrícula");
        assertThat(posted.json().path("descripcion").asText()).isEqualTo("uno\ndos");
    }

    @Test
    void timesWithAnyOffsetAreReturnedInUtc() {
        var posted = administrator()
                .post(
                        "/api/news",
                        notice("publicada", "2026-02-01t10:00:00.1239+02:00", "caduca", "2027-01-01T00:00:00Z"));

        assertThat(posted.json().path("publicada").asText()).isEqualTo("2026-02-01T08:00:00.123Z");
        assertThat(posted.json().path("caduca").asText()).isEqualTo("2027-01-01T00:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30T10:00:00Z", "2026-02-01", "2026-02-01T10:00:00", "+12026-02-01T10:00:00Z", "1"})
    void invalidTimeIsRefused(String time) {
        assertThat(pointers(administrator().post("/api/news", notice("publicada", time))))
                .containsExactly("/publicada");
    }

    @Test
    void expiryMustFollowPublication() {
        var same = administrator()
                .post("/api/news", notice("publicada", "2026-05-01T00:00:00Z", "caduca", "2026-05-01T00:00:00Z"));
        var beforeNow = administrator().post("/api/news", notice("caduca", "2026-01-01T00:00:00Z"));

        assertThat(pointers(same)).containsExactly("/caduca");
        assertThat(pointers(beforeNow)).containsExactly("/caduca");
    }

    @Test
    void campusIgnoresCaseAndIsShownAsCreated() {
        var posted = administrator().post("/api/news", notice("campus", "ugr"));

        assertThat(posted.json().path("campus").asText()).isEqualTo("UGR");
    }

    @Test
    void answersHaveTheAddressOfThePage() {
        var posted = administrator().post("/api/news", notice());
        var any = administrator().with("If-Match", "*");
        var page = getBaseUri() + "noticias/" + posted.json().path("id").asText();

        var put = any.put(path(posted), posted.text());
        var patched = any.patch(path(posted), "{\"fijada\":true,\"url\":\"https://example.org/\"}");
        var created = administrator().with("If-None-Match", "*").put("/api/news/" + UUID.randomUUID(), notice());

        for (var answer : List.of(posted, put, patched, reader().get(path(posted)))) {
            assertThat(answer.json().path("url").asText()).isEqualTo(page);
        }
        assertThat(reader().get("/api/news").json().findValuesAsText("url"))
                .contains(page, created.json().path("url").asText());
        assertThat(reader().with("Accept", "text/html").get(page).status()).isEqualTo(200);
        assertThat(reader().get("/news").text()).doesNotContain("\"url\"");
    }

    @Test
    void patchAlsoAcceptsPlainJson() {
        var posted = administrator().post("/api/news", notice());

        var patched = administrator()
                .with("If-Match", posted.header("ETag"))
                .with("Content-Type", "application/json")
                .send("PATCH", path(posted), "{\"titulo\":\"Nuevo\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("titulo").asText()).isEqualTo("Nuevo");
        assertThat(patched.json().path("descripcion")).isEqualTo(posted.json().path("descripcion"));
    }

    @Test
    void putResetsAbsentMembers() {
        var posted = administrator()
                .post(
                        "/api/news",
                        notice("publicada", "2026-02-01T10:00:00Z", "caduca", "2027-01-01T00:00:00Z", "fijada", true));

        var put = administrator().with("If-Match", posted.header("ETag")).put(path(posted), notice("titulo", "Otra"));

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.header("ETag")).isNotEqualTo(posted.header("ETag"));
        assertThat(put.json().path("titulo").asText()).isEqualTo("Otra");
        assertThat(put.json().path("publicada").asText()).isEqualTo("2026-02-01T10:00:00.000Z");
        assertThat(put.json().path("caduca").isNull()).isTrue();
        assertThat(put.json().path("fijada").asBoolean()).isFalse();
    }

    @Test
    void putCreatesANoticeWithTheIdInThePath() {
        var path = "/api/news/CEF0CBF3-6458-4f13-a418-ee4d7e7505dd";

        var created = administrator().with("If-None-Match", "*").put(path, notice());
        var again = administrator().with("If-None-Match", "*").put(path, notice());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("id").asText()).isEqualTo("cef0cbf3-6458-4f13-a418-ee4d7e7505dd");
        assertThat(created.header("Location")).endsWith("/api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd");
        assertThat(again.status()).isEqualTo(412);
    }

    @Test
    void idInTheBodyMustMatchThePath() {
        var id = UUID.randomUUID();

        var other = administrator()
                .with("If-None-Match", "*")
                .put("/api/news/" + id, notice("id", UUID.randomUUID().toString()));
        var same = administrator().with("If-None-Match", "*").put("/api/news/" + id, notice("id", id.toString()));

        assertThat(pointers(other)).containsExactly("/id");
        assertThat(same.status()).isEqualTo(201);
    }

    @Test
    void writesWithoutPreconditionAreRefused() {
        var posted = administrator().post("/api/news", notice());

        assertThat(administrator().put(path(posted), notice()).status()).isEqualTo(428);
        assertThat(administrator().patch(path(posted), "{}").status()).isEqualTo(428);
        assertThat(administrator().delete(path(posted)).status()).isEqualTo(428);
        assertThat(administrator()
                        .put("/api/news/" + UUID.randomUUID(), notice())
                        .status())
                .isEqualTo(428);
    }

    @Test
    void staleETagIsRefused() {
        var posted = administrator().post("/api/news", notice());
        var stale = administrator().with("If-Match", posted.header("ETag"));
        clock.advance(Duration.ofSeconds(1));
        stale.put(path(posted), notice("titulo", "de otra"));

        assertThat(stale.put(path(posted), notice()).status()).isEqualTo(412);
        assertThat(stale.patch(path(posted), "{}").status()).isEqualTo(412);
        assertThat(stale.delete(path(posted)).status()).isEqualTo(412);
        assertThat(reader().get(path(posted)).json().path("titulo").asText()).isEqualTo("de otra");
    }

    @Test
    void ifMatchComparesStronglyAndStarMatchesAll() {
        var posted = administrator().post("/api/news", notice());

        assertThat(administrator()
                        .with("If-Match", "W/" + posted.header("ETag"))
                        .patch(path(posted), "{}")
                        .status())
                .isEqualTo(412);
        assertThat(administrator()
                        .with("If-Match", "\"x\", " + posted.header("ETag"))
                        .patch(path(posted), "{}")
                        .status())
                .isEqualTo(200);
        assertThat(administrator()
                        .with("If-Match", "*")
                        .patch(path(posted), "{}")
                        .status())
                .isEqualTo(200);
        assertThat(administrator()
                        .with("If-Match", "unquoted")
                        .patch(path(posted), "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void eTagStaysValidWhenTheNoticeAppears() {
        var posted = administrator().post("/api/news", notice("publicada", "2026-03-02T10:00:00Z"));
        clock.advance(Duration.ofHours(2));

        var put = administrator().with("If-Match", posted.header("ETag")).put(path(posted), notice());

        assertThat(posted.json().path("estado").asText()).isEqualTo("programada");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().path("estado").asText()).isEqualTo("visible");
    }

    @Test
    void patchChangesOnlyTheGivenMembers() {
        var posted = administrator().post("/api/news", notice("caduca", "2027-01-01T00:00:00Z", "fijada", true));

        var patched = administrator()
                .with("If-Match", posted.header("ETag"))
                .patch(path(posted), "{\"titulo\":\"Nuevo\",\"caduca\":null}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("titulo").asText()).isEqualTo("Nuevo");
        assertThat(patched.json().path("descripcion").asText()).isEqualTo("Se abre el *lunes*.");
        assertThat(patched.json().path("caduca").isNull()).isTrue();
        assertThat(patched.json().path("fijada").asBoolean()).isTrue();
    }

    @Test
    void patchCannotRemoveRequiredMembers() {
        var posted = administrator().post("/api/news", notice());

        var answer = administrator().with("If-Match", "*").patch(path(posted), "{\"titulo\":null,\"color\":\"x\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactlyInAnyOrder("/titulo", "/color");
    }

    @Test
    void validationDoesNotWaitForTheWriter() throws SQLException {
        var posted = administrator().post("/api/news", notice());
        var read = administrator().with("If-Match", posted.header("ETag"));
        var wrong = notice("titulo", "", "campus", "NADA");

        try (var other = database().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            // every change locks this row first
            statement.executeUpdate("update revision set number = number");

            assertThat(pointers(administrator().post("/api/news", wrong))).containsExactly("/titulo", "/campus");
            assertThat(pointers(administrator().with("Idempotency-Key", "a").post("/api/news", wrong)))
                    .containsExactly("/titulo", "/campus");
            assertThat(pointers(read.put(path(posted), wrong))).containsExactly("/titulo", "/campus");
            assertThat(pointers(read.patch(path(posted), wrong))).containsExactly("/titulo", "/campus");
            assertThat(pointers(
                            administrator().with("If-None-Match", "*").put("/api/news/" + UUID.randomUUID(), wrong)))
                    .containsExactly("/titulo", "/campus");
            assertThat(pointers(administrator().post("/news/add", wrong))).containsExactly("/titulo", "/campus");
            assertThat(pointers(administrator().post("/news/addById", wrong)))
                    .containsExactly("/id", "/titulo", "/campus");
            other.rollback();
        }
    }

    @Test
    void concurrentPatchesOfDifferentMembersAreBothKept() throws Exception {
        var posted = administrator().post("/api/news", notice());
        var patches = administrator().with("If-Match", "*");
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 25; i++) {
                var title = "{\"titulo\":\"t" + i + "\"}";
                var description = "{\"descripcion\":\"d" + i + "\"}";
                List<Callable<Exchange>> both = List.of(
                        () -> patches.patch(path(posted), title), () -> patches.patch(path(posted), description));
                for (var answer : pool.invokeAll(both)) {
                    assertThat(answer.get().status()).isEqualTo(200);
                }

                var notice = reader().get(path(posted)).json();
                assertThat(notice.path("titulo").asText()).isEqualTo("t" + i);
                assertThat(notice.path("descripcion").asText()).isEqualTo("d" + i);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void deletedNoticeIs410AndItsIdCanBeReused() {
        var posted = administrator().post("/api/news", notice());
        var path = path(posted);

        var deleted = administrator().with("If-Match", posted.header("ETag")).delete(path);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(reader().get(path).status()).isEqualTo(410);
        assertThat(administrator().with("If-Match", "*").delete(path).status()).isEqualTo(410);
        assertThat(administrator().with("If-Match", "*").put(path, notice()).status())
                .isEqualTo(410);
        assertThat(administrator()
                        .with("If-None-Match", "*")
                        .put(path, notice())
                        .status())
                .isEqualTo(201);
        assertThat(reader().get(path).status()).isEqualTo(200);
    }

    @Test
    void checksRunInTheDocumentedOrder() {
        var posted = administrator().post("/api/news", notice());
        var path = path(posted);
        var unknown = "/api/news/" + UUID.randomUUID();

        assertThat(reader().with("Content-Type", "text/plain")
                        .send("PUT", unknown, new byte[] {1})
                        .status())
                .as("credential before content type")
                .isEqualTo(401);
        assertThat(administrator()
                        .with("Content-Type", "text/plain")
                        .send("PATCH", unknown, new byte[] {1})
                        .status())
                .as("content type before existence")
                .isEqualTo(415);
        assertThat(administrator().patch(unknown, "{").status())
                .as("existence before precondition")
                .isEqualTo(404);
        assertThat(administrator().patch(path, "{").status())
                .as("required If-Match before syntax")
                .isEqualTo(428);
        assertThat(administrator().with("If-Match", "\"x\"").patch(path, "{").status())
                .as("matching If-Match before syntax")
                .isEqualTo(412);
        assertThat(administrator().with("If-Match", "*").patch(path, "{").status())
                .as("syntax before validation")
                .isEqualTo(400);
        assertThat(administrator()
                        .with("If-Match", "*")
                        .patch(path, "{\"titulo\":1}")
                        .status())
                .as("validation")
                .isEqualTo(422);
    }

    static List<String> pointers(Exchange answer) {
        var pointers = new ArrayList<String>();
        answer.json()
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asText()));
        return pointers;
    }

    private static String path(Exchange posted) {
        return "/api/news/" + posted.json().path("id").asText();
    }
}
