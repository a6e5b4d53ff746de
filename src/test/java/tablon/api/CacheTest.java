package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;
import tablon.testing.TestDatabase;

class CacheTest extends BoardTest {

    @Test
    void cachedHeadAnd304AnswersMatchTheOriginal() {
        var path = publish();

        for (var address : List.of(
                "/api/news",
                "/api/news?limit=1&campus=ugr",
                path,
                "/news",
                "/",
                "/api/campuses",
                "/css/board.css",
                "/calendario.ics",
                "/sitemap.xml")) {
            for (var client : List.of(reader(), reader().with("Accept-Encoding", "gzip"), browser())) {
                var original = client.get(address);
                var cached = client.get(address);
                var head = client.send("HEAD", address, new byte[0]);
                var notModified =
                        client.with("If-None-Match", original.header("ETag")).get(address);

                assertThat(cached.response().body())
                        .isEqualTo(original.response().body());
                assertThat(headers(cached)).as(address).isEqualTo(headers(original));
                assertThat(headers(head)).as(address).isEqualTo(headers(original));
                if (original.status() == 200) {
                    assertThat(notModified.status()).isEqualTo(304);
                    for (var name : List.of("ETag", "Cache-Control", "Vary", "Link", "Content-Language")) {
                        assertThat(notModified.header(name)).as(name).isEqualTo(original.header(name));
                    }
                }
            }
        }
    }

    @Test
    void languagesAndMediaTypesAreCachedSeparately() {
        assertThat(reader().with("Accept-Language", "es").get("/").text()).contains("lang=\"es\"");
        assertThat(reader().with("Accept-Language", "en").get("/").text()).contains("lang=\"en\"");
        assertThat(reader().with("Accept", "application/json").get("/").text()).isEqualTo("{\"status\":\"OK\"}");
        assertThat(browser().get("/").text()).contains("lang=\"es\"");
        assertThat(browser().get("/news").status()).isEqualTo(303);
        assertThat(reader().get("/news").status()).isEqualTo(200);
        assertThat(reader().with("Accept", "image/png").get("/api/news").status())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b;x=\", text/html, application/json;q=0.8, \", application/json",
                "x=\", text/html, \"",
                "application/json;x=\", text/html\"",
                "application/json, text/html;q=0",
                "application/json;q=1, text/html;q=0.001"
            })
    void acceptHeaderDoesNotChangeAnswersToOthers(String accept) {
        reader().with("Accept", accept).get("/");
        reader().with("Accept", accept).with("Accept-Language", "es").get("/");

        for (var client : List.of(browser(), reader(), reader().with("Accept", "*/*"))) {
            assertThat(client.with("Accept-Language", "es").get("/").header("Content-Type"))
                    .startsWith("text/html");
            assertThat(client.get("/").text()).contains("<html lang=\"es\">");
        }
        assertThat(reader().with("Accept", "application/json").get("/").text()).isEqualTo("{\"status\":\"OK\"}");
    }

    @Test
    void repeatedAcceptLanguageDoesNotChangeAnswersToOthers() {
        var repeated = browser().with("Accept-Language", "es;q=0.1").with("Accept-Language", "en");

        assertThat(repeated.get("/").text()).contains("<html lang=\"en\">");
        assertThat(browser().with("Accept-Language", "es;q=0.1").get("/").text())
                .contains("<html lang=\"es\">");
        assertThat(browser().with("Accept-Language", "en").get("/").text()).contains("<html lang=\"en\">");
    }

    @Test
    void statusDoesNotDependOnEarlierRequests() {
        var imageClient = reader().with("Accept", "image/png");
        int before = imageClient.get("/robots.txt").status();

        reader().with("Accept", "text/plain").get("/robots.txt");

        assertThat(before).isEqualTo(406);
        assertThat(imageClient.get("/robots.txt").status()).isEqualTo(406);
    }

    @Test
    void varyingHeadersDoNotFillTheCache() {
        double before = cacheSize();

        for (int i = 0; i < 50; i++) {
            reader().with("Accept", "text/html;level=" + i)
                    .with("Accept-Language", "es-x-" + i)
                    .get("/?utm_source=" + i);
        }

        assertThat(cacheSize() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void requestWithACredentialNeitherUsesNorFillsTheCache() throws SQLException {
        var path = publish();
        for (var client : List.of(
                administrator(),
                reader().with("Cookie", "tablon_session=x"),
                reader().with("Cookie", "a=b; __Host-tablon_session=x"))) {
            setTitle("Guardado");
            administrator().put("/api/campuses/UGR", "{\"nombre\":\"Granada\"}");
            assertThat(reader().get(path).text()).contains("Guardado");

            setTitle("Cambiado");
            var own = client.get(path);

            assertThat(own.text()).contains("Cambiado");
            assertThat(own.header("Cache-Control")).isEqualTo("private, no-store");
            assertThat(reader().get(path).text()).contains("Guardado");
        }
    }

    @Test
    void otherCookiesDoNotBypassTheCache() throws SQLException {
        var path = publish();
        reader().get(path);

        setTitle("Cambiado");

        assertThat(reader().with("Cookie", "_ga=1").get(path).text()).doesNotContain("Cambiado");
    }

    @Test
    void nextRequestSeesEveryChange() {
        assertThat(reader().get("/api/news").json()).isEmpty();
        var path = publish();
        assertThat(reader().get("/api/news").json()).hasSize(1);
        administrator().with("If-Match", "*").patch(path, "{\"titulo\":\"Otro\"}");
        assertThat(reader().get("/api/news").text()).contains("Otro");
        assertThat(reader().get(path).text()).contains("Otro");
        administrator().put("/api/campuses/UGR", "{\"nombre\":\"Renombrada\"}");
        assertThat(reader().get("/api/campuses").text()).contains("Renombrada");
        administrator().with("If-Match", "*").delete(path);
        assertThat(reader().get("/api/news").json()).isEmpty();
        assertThat(reader().get(path).status()).isEqualTo(410);
    }

    @Test
    void answersToTheAdministratorAreNotCached() {
        administrator().post("/api/news", notice("publicada", "2026-04-01T10:00:00Z"));

        assertThat(administrator().get("/api/news?state=all").json()).hasSize(1);
        assertThat(reader().get("/api/news?state=all").status()).isEqualTo(401);
        assertThat(reader().get("/api/news").json()).isEmpty();
    }

    @Test
    void concurrentCacheMissesShareOneQuery() throws Exception {
        publish();
        double before = connectionsAcquired();
        var pool = Executors.newFixedThreadPool(100);
        try {
            Callable<Exchange> get = () -> reader().get("/api/news?q=algo");
            for (var answer :
                    pool.invokeAll(Stream.generate(() -> get).limit(100).toList())) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        } finally {
            pool.shutdownNow();
        }

        // on PostgreSQL most requests read the revision from the database
        assertThat(connectionsAcquired() - before).isLessThan(TestDatabase.isPostgresql() ? 110 : 10);
    }

    @Test
    void invalidRequestsAreNotCached() {
        double before = cacheSize();
        for (int i = 0; i < 20; i++) {
            reader().get("/?nonsense=" + i);
            reader().get("/api/nothing/" + i);
            reader().get("/api/news?limit=" + (1_000 + i));
        }

        assertThat(cacheSize() - before).isLessThanOrEqualTo(1);
    }

    private String publish() {
        var posted = administrator()
                .post("/api/news", notice("descripcion", "Algo. ".repeat(200).strip()));
        return "/api/news/" + posted.json().path("id").asText();
    }

    /** Changes all titles without a new revision, so that cached answers stay valid. */
    private void setTitle(String title) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.prepareStatement("update news set title = ?")) {
            statement.setString(1, title);
            statement.execute();
        }
    }

    private Client browser() {
        return reader().with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    }

    private double connectionsAcquired() {
        return metric("hikaricp_connections_acquire_seconds_count\\{pool=\"read\"}");
    }

    private double cacheSize() {
        return metric("cache_size\\{cache=\"answers\".*}");
    }

    private double metric(String name) {
        var found = Pattern.compile(name + " (\\S+)")
                .matcher(administrator().get("/metrics").text());
        assertThat(found.find()).as(name).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static Map<String, List<String>> headers(Exchange exchange) {
        var headers = new TreeMap<>(exchange.response().headers().map());
        headers.remove("date");
        headers.remove("x-request-id");
        return headers;
    }
}
