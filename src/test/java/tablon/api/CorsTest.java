package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class CorsTest extends BoardTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/news", "/api/campuses/UGR", "/api/openapi.json"})
    void pagesOfAllOriginsMayReadTheApi(String path) {
        var first = script().get(path);
        var cached = script().get(path);
        var unchanged = script().with("If-None-Match", first.header("ETag")).get(path);
        var head = script().send("HEAD", path, new byte[0]);

        assertThat(first.status()).isEqualTo(200);
        assertThat(unchanged.status()).isEqualTo(304);
        for (var answer : new Exchange[] {first, cached, unchanged, head}) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(answer.header("Access-Control-Expose-Headers").split(", "))
                    .containsExactlyInAnyOrder("ETag", "Link", "Location", "Retry-After");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/news/1", "/api/news?limit=0", "/api/news?state=all"})
    void pagesOfAllOriginsMayReadErrors(String path) {
        var answer = script().get(path);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/news", "/api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd", "/api/campuses"})
    void preflightAllowsConditionalReadsOnly(String path) {
        var answer = script().with("Access-Control-Request-Method", "GET")
                .with("Access-Control-Request-Headers", "if-none-match")
                .send("OPTIONS", path, new byte[0]);

        assertThat(answer.status()).isBetween(200, 204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Methods").split(", ")).containsExactlyInAnyOrder("GET", "HEAD");
        assertThat(answer.header("Access-Control-Allow-Headers").split(", "))
                .contains("If-None-Match")
                .doesNotContain("Authorization", "*");
    }

    @Test
    void credentialsAreNeverAllowed() {
        var read = administrator().with("Origin", "https://example.org").get("/api/news?state=all");
        var preflight = script().with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization")
                .send("OPTIONS", "/api/news", new byte[0]);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void otherOriginsMayNotReadWritesOrPages() {
        var write = administrator().with("Origin", "https://example.org").post("/api/news", notice());

        assertThat(write.status()).isEqualTo(201);
        assertThat(write.header("Access-Control-Allow-Origin")).isEmpty();
        for (var path : new String[] {"/", "/news", "/status", "/nothing"}) {
            assertThat(script().get(path).header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    /** A script in a page of another origin. */
    private Client script() {
        return reader().with("Origin", "https://example.org");
    }
}
