package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tablon.problem.ProblemType;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

/** Clients distinguish problems without reading prose. */
class ProblemTypesTest extends BoardTest {

    @ParameterizedTest
    @EnumSource
    void typeAnswersWithItsDocumentation(ProblemType type) {
        var browser = reader().with("Accept", "text/html");

        var spanish = browser.with("Accept-Language", "es").get("/problems/" + type.slug());
        var english = browser.with("Accept-Language", "en").get("/problems/" + type.slug());

        assertThat(spanish.status()).isEqualTo(200);
        assertThat(spanish.header("Content-Language")).isEqualTo("es");
        assertThat(spanish.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(spanish.text())
                .contains("<html lang=\"es\">", type.slug(), "HTTP " + type.status(), "Qué hacer")
                .doesNotContain("{0}", "''");
        assertThat(english.text())
                .contains("<html lang=\"en\">", type.slug(), "HTTP " + type.status(), "What to do")
                .doesNotContain("{0}", "''");
    }

    @Test
    void unknownTypeIsNotFound() {
        assertThat(reader().get("/problems/no-such-type").status()).isEqualTo(404);
        assertThat(reader().get("/problems/NOT-FOUND").status()).isEqualTo(404);
    }

    @Test
    void typeIsAnAddressOfThisBoard() {
        var problem = reader().get("/api/news/1");

        var documentation = reader().get(URI.create(type(problem)).getPath());

        assertThat(type(problem)).isEqualTo(getBaseUri() + "problems/unknown-notice");
        assertThat(documentation.status()).isEqualTo(200);
    }

    @Test
    void statesOfANoticeHaveDifferentTypes() {
        var expiring = administrator().post("/api/news", notice("caduca", "2026-03-02T10:00:00Z"));
        var scheduled = administrator().post("/api/news", notice("publicada", "2027-01-01T00:00:00Z"));
        var withdrawn = administrator().post("/api/news", notice());
        administrator().with("If-Match", "*").delete(path(withdrawn));
        clock.advance(Duration.ofHours(2));

        assertThat(slug(reader().get(path(expiring)))).isEqualTo("notice-expired");
        assertThat(slug(reader().get(path(withdrawn)))).isEqualTo("notice-withdrawn");
        assertThat(slug(reader().get(path(scheduled)))).isEqualTo("unknown-notice");
        assertThat(slug(reader().get("/api/news/" + UUID.randomUUID()))).isEqualTo("unknown-notice");
    }

    @Test
    void conditionsHaveDifferentTypes() {
        var posted = administrator().post("/api/news", notice());
        var path = path(posted);
        var create = administrator().with("If-None-Match", "*");
        var stale = administrator().with("If-Match", "\"x\"");

        assertThat(slug(create.put(path, notice()))).isEqualTo("notice-exists");
        assertThat(slug(stale.put(path, notice()))).isEqualTo("notice-changed");
        assertThat(slug(administrator().put(path, notice()))).isEqualTo("precondition-required");
        assertThat(slug(administrator().delete(path))).isEqualTo("if-match-required");
        assertThat(slug(administrator().delete("/api/campuses/UGR"))).isEqualTo("campus-in-use");
    }

    @Test
    void keysAndBodiesHaveDifferentTypes() {
        var keyed = administrator().with("Idempotency-Key", "\"k\"");
        keyed.post("/api/news", notice());

        assertThat(slug(keyed.post("/api/news", notice("titulo", "Otra")))).isEqualTo("idempotency-key-reused");
        assertThat(slug(administrator().with("Idempotency-Key", "\"\"").post("/api/news", notice())))
                .isEqualTo("invalid-idempotency-key");
        assertThat(slug(administrator().post("/api/news", "{}"))).isEqualTo("invalid-members");
        assertThat(slug(administrator().post("/api/news", ""))).isEqualTo("empty-body");
        assertThat(slug(administrator().post("/api/news", "{"))).isEqualTo("malformed-json");
        assertThat(slug(administrator().post("/api/news", "[".repeat(60)))).isEqualTo("json-too-complex");
        assertThat(slug(administrator().put("/api/campuses/UGR", " ".repeat(5_000))))
                .isEqualTo("body-too-large");
        assertThat(slug(administrator().with("Content-Encoding", "gzip").post("/api/news", "{}")))
                .isEqualTo("unsupported-content-coding");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, not-found",
        "PROPFIND, /api/news, method-not-allowed",
        "GET, /api/news?campus=NADA, unknown-campus",
        "GET, /api/news?page=2, invalid-parameters",
        "GET, /api/news?state=all, missing-credential",
        "DELETE, /api/campuses/UGR, missing-credential",
    })
    void refusalsHaveDifferentTypes(String method, String path, String type) {
        assertThat(slug(reader().send(method, path, new byte[0]))).isEqualTo(type);
    }

    @Test
    void wrongTokenDiffersFromAMissingOne() {
        var client = reader().with("Accept-Language", "en");

        var missing = client.get("/api/news?state=all");
        var wrong = client.withToken("wrong").get("/api/news?state=all");

        assertThat(slug(missing)).isEqualTo("missing-credential");
        assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(slug(wrong)).isEqualTo("invalid-token");
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(wrong.json().path("detail").asText())
                .isEqualTo("This token is not valid: it is unknown, expired or revoked.");
    }

    @Test
    void everyFaultHasACode() {
        var members = administrator().post("/api/news", """
                        {"titulo": null, "campus": "NADA", "publicada": "mañana", "fijada": "sí", "color": "x", "id": "1"}
                        """);
        var parameters = reader().get("/api/news?limit=0&page=2&q=a&q=b&campus=&cursor=zz&state=x");

        assertThat(codes(members))
                .isEqualTo("/id id-assigned, /titulo null, /descripcion required, /campus unknown-campus,"
                        + " /publicada not-a-date-time, /fijada not-a-boolean, /color unknown-member");
        assertThat(codes(parameters).split(", "))
                .containsExactlyInAnyOrder(
                        "page unknown-parameter",
                        "q repeated",
                        "state unknown-state",
                        "limit limit-out-of-range",
                        "cursor invalid-cursor",
                        "campus empty");
    }

    @Test
    void duplicateMemberIsNamed() {
        var answer = administrator().with("Accept-Language", "en").post("/api/news", "{\"titulo\":\"a\",\"titulo\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(slug(answer)).isEqualTo("duplicate-member");
        assertThat(codes(answer)).isEqualTo("/titulo repeated");
        assertThat(answer.json().path("detail").asText()).contains("“titulo”").matches(".*line \\d+, column \\d+\\.");
    }

    @Test
    void emptyCampusIsRefused() {
        for (var campus : new String[] {"", "%20"}) {
            var answer = reader().with("Accept-Language", "en").get("/api/news?campus=" + campus);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(codes(answer)).isEqualTo("campus empty");
            assertThat(answer.text()).contains("omit the parameter");
        }
    }

    @Test
    void putNeedsAUuid() {
        var creation = administrator().with("If-None-Match", "*").with("Accept-Language", "en");

        var refused = creation.put("/api/news/beca-2026", notice());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(slug(refused)).isEqualTo("invalid-id");
        assertThat(refused.json().path("detail").asText()).contains("UUID", "beca-2026");
        assertThat(reader().get("/api/news/beca-2026").status()).isEqualTo(404);
    }

    @Test
    void nullForARequiredMemberDiffersFromAMissingOne() {
        var posted = administrator().post("/api/news", notice());
        var any = administrator().with("If-Match", "*");

        assertThat(codes(any.patch(path(posted), "{\"titulo\":null,\"color\":null}")))
                .isEqualTo("/titulo null");
        assertThat(codes(any.put(path(posted), "{\"titulo\":null,\"descripcion\":\"d\",\"campus\":\"UGR\"}")))
                .isEqualTo("/titulo null");
        assertThat(codes(administrator().put("/api/campuses/NEW", "{}"))).isEqualTo("/nombre required");
        assertThat(codes(administrator().put("/api/campuses/NEW", "{\"nombre\":null}")))
                .isEqualTo("/nombre null");
    }

    private static String type(Exchange problem) {
        return problem.json().path("type").asText();
    }

    private static String slug(Exchange problem) {
        return type(problem).replaceAll(".*/problems/", "");
    }

    /** The place and the code of each fault. */
    private static String codes(Exchange problem) {
        var codes = new StringBuilder();
        problem.json().path("errors").forEach(error -> codes.append(codes.isEmpty() ? "" : ", ")
                .append(error.path(error.has("pointer") ? "pointer" : "parameter")
                        .asText())
                .append(' ')
                .append(error.path("code").asText()));
        return codes.toString();
    }

    private static String path(Exchange posted) {
        return "/api/news/" + posted.json().path("id").asText();
    }
}
