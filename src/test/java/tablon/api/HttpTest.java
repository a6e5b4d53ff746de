package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

class HttpTest extends BoardTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/news", "/status", "/", "/robots.txt"})
    void headHasTheHeadersOfGetAndNoBody(String path) {
        var get = reader().get(path);
        var head = reader().send("HEAD", path, new byte[0]);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag")).isNotEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(String.valueOf(get.response().body().length));
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/news, GET HEAD POST OPTIONS",
        "/api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd, GET HEAD PUT PATCH DELETE OPTIONS",
        "/api/campuses, GET HEAD OPTIONS",
        "/api/campuses/UGR, GET HEAD PUT DELETE OPTIONS",
        "/status, GET HEAD OPTIONS",
        "/news/add, POST OPTIONS",
    })
    void optionsAnd405AnswersListTheAllowedMethods(String path, String methods) {
        var expected = methods.split(" ");

        var options = reader().send("OPTIONS", path, new byte[0]);
        var refused = reader().send("PROPFIND", path, new byte[0]);

        assertThat(options.status()).isBetween(200, 204);
        assertThat(options.header("Allow").split(",\\s*")).containsExactlyInAnyOrder(expected);
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow").split(",\\s*")).containsExactlyInAnyOrder(expected);
    }

    @Test
    void unknownPathIs404WithEveryMethod() {
        assertThat(reader().get("/api/nothing").status()).isEqualTo(404);
        assertThat(reader().post("/api/nothing", "{}").status()).isEqualTo(404);
        assertThat(reader().get("/tablon/launcher/WarMain.class").status()).isEqualTo(404);
        assertThat(reader().get("/api/application.wadl").status()).isEqualTo(404);
    }

    @Test
    void unsupportedMediaTypesCharsetsAndCodingsAreRefused() {
        assertThat(reader().with("Accept", "image/png").get("/api/news").status())
                .isEqualTo(406);
        assertThat(administrator()
                        .with("Content-Type", "text/plain")
                        .send("POST", "/api/news", new byte[] {1})
                        .status())
                .isEqualTo(415);
        assertThat(administrator()
                        .with("Content-Type", "application/json; charset=iso-8859-1")
                        .send("POST", "/api/news", "{}".getBytes())
                        .status())
                .isEqualTo(415);
        assertThat(administrator()
                        .with("Content-Encoding", "gzip")
                        .post("/api/news", "{}")
                        .status())
                .isEqualTo(415);
        assertThat(administrator()
                        .with("Content-Type", "json")
                        .send("POST", "/api/news", "{}".getBytes())
                        .status())
                .isIn(400, 415);
        assertThat(reader().with("Accept", "nonsense").get("/api/news").status())
                .isIn(400, 406);
    }

    @Test
    void wrongMediaTypeListsTheAcceptedOnes() {
        var client = administrator().with("Content-Type", "text/plain");

        var post = client.send("POST", "/api/news", new byte[] {1});
        var patch = client.send("PATCH", "/api/news/x", new byte[] {1});

        assertThat(post.json().path("type").asText()).endsWith("/problems/unsupported-media-type");
        assertThat(post.json().path("detail").asText()).contains("application/json");
        assertThat(post.header("Accept")).isEqualTo("application/json");
        assertThat(post.header("Accept-Patch")).isEmpty();
        assertThat(patch.json().path("detail").asText()).contains("application/merge-patch+json, application/json");
        assertThat(patch.header("Accept-Patch")).isEqualTo("application/merge-patch+json, application/json");
    }

    @Test
    void bodyOver256KiBIsRefused() {
        var padding = " ".repeat(256 * 1024 - 2);

        assertThat(administrator().post("/api/news", padding + "{}").status()).isEqualTo(422);
        assertThat(administrator().post("/api/news", padding + "{ }").status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /news/findById, 1024",
        "DELETE, /news/deleteById, 1024",
        "PUT, /api/campuses/MED, 4096",
        "POST, /news/add, 262144",
        "PUT, /api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd, 262144"
    })
    void eachRouteLimitsItsBody(String method, String path, int limit) {
        var client = administrator().with("Content-Type", "application/json").with("If-None-Match", "*");
        var longest = " ".repeat(limit).getBytes(StandardCharsets.UTF_8);
        var tooLong = " ".repeat(limit + 1).getBytes(StandardCharsets.UTF_8);

        assertThat(client.send(method, path, longest).status()).isEqualTo(400);
        assertThat(client.send(method, path, tooLong).status()).isEqualTo(413);
    }

    @Test
    void malformedContentTypeIsAProblemDocument() {
        var refused = reader().with("Content-Type", "json").send("POST", "/news/findById", new byte[] {'{', '}'});

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().path("status").asInt()).isEqualTo(400);
        assertThat(refused.header("X-Request-Id")).isNotEmpty();
        assertThat(refused.header("Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void malformedAcceptLanguageIsIgnored() {
        for (var language : new String[] {"-", "--", "-a", ",", "es-", "*-", "\"", "a".repeat(2_000)}) {
            var page = reader().with("Accept-Language", language).get("/");

            assertThat(page.status()).as(language).isEqualTo(200);
            assertThat(page.header("Content-Language")).as(language).isEqualTo("es");
        }
    }

    @Test
    void uriTooLongForResponseHeadersIs414() {
        var answer = reader().get("/news?x=" + "y".repeat(7_000));

        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Link")).isEmpty();
    }

    @Test
    void missingCredentialTakesPrecedenceOverContentType() {
        var client = reader().with("Content-Type", "text/plain");

        assertThat(client.send("POST", "/news/findById", new byte[] {1}).status())
                .isEqualTo(415);
        assertThat(client.send("POST", "/news/add", new byte[] {1}).status()).isEqualTo(401);
        assertThat(client.send("POST", "/api/news", new byte[] {1}).status()).isEqualTo(401);
    }

    @Test
    void compressedAnswerHasItsOwnETag() throws IOException {
        administrator()
                .post("/api/news", notice("descripcion", "palabras ".repeat(200).strip()));

        var plain = reader().get("/api/news");
        var gzip = reader().with("Accept-Encoding", "br;q=1, gzip;q=0.5").get("/api/news");

        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(unzipped(gzip)).isEqualTo(plain.response().body());
        assertThat(gzip.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(gzip.header("Vary")).contains("Accept-Encoding");
        assertThat(plain.header("Vary")).contains("Accept-Encoding");
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(reader().with("Accept-Encoding", "gzip;q=0").get("/api/news").header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void conditionsMatchTheETagsOfBothEncodings() {
        var posted = administrator()
                .post("/api/news", notice("descripcion", "palabras ".repeat(200).strip()));
        var path = "/api/news/" + posted.json().path("id").asText();
        var gzipTag = reader().with("Accept-Encoding", "gzip").get(path).header("ETag");

        assertThat(reader().with("If-None-Match", gzipTag).get(path).status()).isEqualTo(304);
        assertThat(reader().with("Accept-Encoding", "gzip")
                        .with("If-None-Match", posted.header("ETag"))
                        .get(path)
                        .status())
                .isEqualTo(304);
        assertThat(administrator().with("If-Match", gzipTag).patch(path, "{}").status())
                .isEqualTo(200);
    }

    @Test
    void validRequestIdIsReturnedAndInvalidOneIsReplaced() {
        assertThat(reader().with("X-Request-Id", "abc-1").get("/status").header("X-Request-Id"))
                .isEqualTo("abc-1");
        assertThat(reader().with("X-Request-Id", "a b<").get("/status").header("X-Request-Id"))
                .isNotEqualTo("a b<")
                .isNotEmpty();
    }

    @Test
    void everyAnswerHasSecurityHeaders() {
        var page = reader().get("/");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors")
                .doesNotContain("unsafe-inline", "script-src");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isNotEmpty();
        assertThat(page.header("Permissions-Policy")).contains("camera=()", "geolocation=()");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(reader().get("/api/news").header("Cross-Origin-Resource-Policy"))
                .isEqualTo("cross-origin");
        assertThat(page.header("Strict-Transport-Security")).isEmpty();
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @Test
    void rootServesStatusAsJsonAndBoardAsHtml() {
        assertThat(reader().with("Accept", "application/json").get("/").text()).isEqualTo("{\"status\":\"OK\"}");
        assertThat(reader().with("Accept", "text/html,*/*;q=0.8").get("/").header("Content-Type"))
                .startsWith("text/html");
        assertThat(reader().get("/").header("Content-Type")).startsWith("text/html");
        assertThat(reader().get("/status").text()).isEqualTo("{\"status\":\"OK\"}");
    }

    private static byte[] unzipped(Exchange answer) throws IOException {
        try (var in =
                new GZIPInputStream(new ByteArrayInputStream(answer.response().body()))) {
            return in.readAllBytes();
        }
    }
}
