package tablon.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;
import tablon.testing.Client;

class CrossSiteTest extends BoardTest {
    private static final String BOARD = "https://tablon.example.org/campus/";

    @Test
    void sameOriginIsAccepted() {
        assertThat(isAccepted(List.of("same-origin"), List.of(), true)).isTrue();
    }

    @Test
    void siteDecidesBeforeTheOrigin() {
        assertThat(isAccepted(List.of("same-origin"), List.of("https://evil.example"), true))
                .isTrue();
        assertThat(isAccepted(List.of("cross-site"), List.of("https://tablon.example.org"), true))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "", "Same-Origin", "same-origin, same-origin", "null"})
    void otherSitesAreRefusedWithAndWithoutASession(String site) {
        assertThat(isAccepted(List.of(site), List.of(), true)).isFalse();
        assertThat(isAccepted(List.of(site), List.of(), false)).isFalse();
    }

    @Test
    void repeatedHeadersAreRefused() {
        assertThat(isAccepted(List.of("same-origin", "same-origin"), List.of(), false))
                .isFalse();
        assertThat(isAccepted(List.of(), List.of("https://tablon.example.org", "https://tablon.example.org"), false))
                .isFalse();
        assertThat(isAccepted(List.of(), List.of("null", "null"), false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://tablon.example.org, https://tablon.example.org/campus/",
        "https://tablon.example.org:443, https://tablon.example.org/",
        "https://tablon.example.org, https://tablon.example.org:443/",
        "https://TABLON.example.org, https://tablon.example.org/",
        "http://localhost:5000, http://localhost:5000/",
        "http://localhost, http://localhost:80/",
        "http://[::1]:5000, http://[::1]:5000/",
        // a proxy for TLS that does not forward the scheme
        "https://tablon.example.org, http://tablon.example.org/",
        "https://tablon.example.org, http://tablon.example.org:443/"
    })
    void originOfTheBoardIsAccepted(String origin, String board) {
        assertThat(isAccepted(List.of(), origin, board)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, https://tablon.example.org/",
        "https://tablon.example.org.evil.example, https://tablon.example.org/",
        "https://eviltablon.example.org, https://tablon.example.org/",
        "https://example.org, https://tablon.example.org/",
        "http://tablon.example.org, https://tablon.example.org/",
        "http://tablon.example.org:443, https://tablon.example.org/",
        "https://tablon.example.org:8443, https://tablon.example.org/",
        "http://localhost:5001, http://localhost:5000/",
        "http://localhost, http://localhost:5000/",
        "https://tablon.example.org/, https://tablon.example.org/",
        "https://tablon.example.org/path, https://tablon.example.org/",
        "https://tablon.example.org?q, https://tablon.example.org/",
        "https://tablon.example.org#x, https://tablon.example.org/",
        "https://evil.example@tablon.example.org, https://tablon.example.org/",
        "https://tablon.example.org@evil.example, https://tablon.example.org/",
        "'https://tablon.example.org https://evil.example', https://tablon.example.org/",
        "'https://tablon.example.org, https://tablon.example.org', https://tablon.example.org/",
        "ftp://tablon.example.org, https://tablon.example.org/",
        "//tablon.example.org, https://tablon.example.org/",
        "tablon.example.org, https://tablon.example.org/",
        "mailto:a@tablon.example.org, https://tablon.example.org/",
        "'', https://tablon.example.org/",
        "' ', https://tablon.example.org/",
        "NULL, https://tablon.example.org/",
        "https://[, https://tablon.example.org/",
        "https://tablon.example.org:99999999999, https://tablon.example.org/"
    })
    void otherOriginsAndMalformedOnesAreRefused(String origin, String board) {
        assertThat(isAccepted(List.of(), origin, board)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void requestWithoutASourceIsRefusedOnlyIfItUsesASession(String origin) {
        var origins = origin.isEmpty() ? List.<String>of() : List.of(origin);

        assertThat(isAccepted(List.of(), origins, true)).isFalse();
        assertThat(isAccepted(List.of(), origins, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "APPLICATION/X-WWW-Form-urlencoded; charset=UTF-8",
                "multipart/form-data; boundary=x",
                "text/plain"
            })
    void formOfAnotherSiteIs403(String type) {
        var form = browser().with("Content-Type", type).with("Sec-Fetch-Site", "cross-site");

        var answer = form.delete("/api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("type").asText()).endsWith("/problems/cross-site");
    }

    @Test
    void sessionCookieOfAnotherSiteIs403() {
        for (var name : List.of("tablon_session", "__Host-tablon_session")) {
            assertThat(write(browser().with("Cookie", "a=b; " + name + "=x").with("Sec-Fetch-Site", "same-site")))
                    .isEqualTo(403);
            assertThat(write(browser().with("Cookie", name + "=x").with("Origin", "https://evil.example")))
                    .isEqualTo(403);
            assertThat(write(browser().with("Cookie", name + "=x"))).isEqualTo(403);
        }
    }

    @Test
    void sessionCookieOfTheBoardItselfPasses() {
        var origin = getBaseUri().toString().replaceAll("/$", "");
        var board = browser().with("Cookie", "tablon_session=x");

        // the session is unknown
        assertThat(write(board.with("Sec-Fetch-Site", "same-origin"))).isEqualTo(401);
        assertThat(write(board.with("Origin", origin))).isEqualTo(401);
    }

    @Test
    void tokenPassesFromAnywhere() {
        var token = administrator().with("Sec-Fetch-Site", "cross-site").with("Cookie", "tablon_session=x");

        assertThat(token.post("/api/news", notice()).status()).isEqualTo(201);
    }

    @Test
    void readsPassFromAnywhere() {
        var link = reader().with("Sec-Fetch-Site", "cross-site").with("Cookie", "tablon_session=x");

        assertThat(link.get("/api/news").status()).isEqualTo(200);
    }

    @Test
    void jsonWithoutASessionIsOnlyUnauthorized() {
        assertThat(write(browser().with("Origin", "https://evil.example"))).isEqualTo(401);
    }

    /** Is not held to the description of the API. */
    private Client browser() {
        return new Client(getBaseUri(), ignored -> {});
    }

    private static int write(Client client) {
        return client.post("/api/news", notice()).status();
    }

    private static boolean isAccepted(List<String> sites, List<String> origins, boolean usesSession) {
        return CrossSite.isAccepted(new CrossSite.Evidence(sites, origins, usesSession), URI.create(BOARD));
    }

    private static boolean isAccepted(List<String> sites, String origin, String board) {
        return CrossSite.isAccepted(new CrossSite.Evidence(sites, List.of(origin), true), URI.create(board));
    }
}
