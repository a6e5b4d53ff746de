package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.Client;
import tablon.testing.Exchange;

/** The WAR in Tomcat, under a context path, compared with the launcher. */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(ints = {10, 11})
final class TomcatIT {
    /** Headers that differ between any two exchanges. */
    private static final Set<String> VARYING_HEADERS = Set.of("date", "x-request-id", "connection", "keep-alive");

    @TempDir
    static Path folder;

    private static LaunchedBoard launcher;

    // set by start, which JUnit calls before each invocation of the class
    @SuppressWarnings("NullAway.Init")
    private static Tomcat tomcat;

    TomcatIT(int version) {}

    @BeforeAll
    static void startLauncher() {
        launcher = LaunchedBoard.start(folder.resolve("launcher"), Map.of());
    }

    @AfterAll
    static void stopLauncher() {
        launcher.close();
    }

    @BeforeParameterizedClassInvocation
    static void start(int version) {
        var base = folder.resolve("tomcat" + version);
        tomcat = new Tomcat.Builder(version, base)
                .properties(Map.of(
                        "DATA_DIR",
                        base.resolve("data").toString(),
                        "ADMIN_TOKEN",
                        LaunchedBoard.TOKEN,
                        "CAMPUSES",
                        "UGR=Universidad de Granada"))
                .withErrorReportValve()
                .start("tablon");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        tomcat.close();
    }

    @Test
    void addressesContainTheContextPath() {
        tomcat.administrator().post("api/news", Notices.notice("Una"));
        var created = tomcat.administrator().post("api/news", Notices.notice("Otra"));
        var list = tomcat.reader().get("api/news?limit=1");

        assertThat(created.header("Location")).startsWith(tomcat.board() + "api/news/");
        assertThat(tomcat.reader().get(created.header("Location")).json()).isEqualTo(created.json());
        assertThat(list.link("first").orElseThrow().toString()).startsWith(tomcat.board() + "api/news?");
        assertThat(list.link("next").orElseThrow().toString()).startsWith(tomcat.board() + "api/news?");
        assertThat(tomcat.reader()
                        .get(list.link("next").orElseThrow().toString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void linksInPagesContainTheContextPath() {
        var id = tomcat.administrator()
                .post("api/news", Notices.notice("Matrícula abierta"))
                .json()
                .get("id")
                .asText();
        var browser = tomcat.reader().with("Accept", "text/html");

        assertThat(browser.get("").text())
                .contains("Matrícula abierta", "href=\"/tablon/noticias/" + id + "\"", "href=\"/tablon/css/board.css\"")
                .doesNotContainPattern("(?:href|src|action)=\"/(?!tablon/)");
        assertThat(browser.get("noticias/" + id).text()).contains("<em>lunes</em>");
        assertThat(tomcat.reader().get("css/board.css").status()).isEqualTo(200);
        assertThat(browser.get("/tablon").status()).isIn(200, 302);
    }

    @Test
    void noticeIsReplacedPatchedAndDeleted() {
        var editor = tomcat.administrator();
        var created = editor.post("api/news", Notices.notice("Primera"));
        var path = created.header("Location");

        var replaced = editor.with("If-Match", created.header("ETag")).put(path, Notices.notice("Segunda"));
        var patched = editor.with("If-Match", replaced.header("ETag")).patch(path, "{\"titulo\":\"Tercera\"}");
        var refused = editor.with("If-Match", created.header("ETag")).delete(path);
        var deleted = editor.with("If-Match", patched.header("ETag")).delete(path);

        assertThat(replaced.json().get("titulo").asText()).isEqualTo("Segunda");
        assertThat(patched.json().get("titulo").asText()).isEqualTo("Tercera");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(tomcat.reader().get(path).status()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET api/campuses",
                "GET api/openapi.json",
                "GET css/board.css",
                "GET status",
                "GET robots.txt",
                "GET api/news/nothing",
                "GET nothing",
                "GET nothing/",
                "GET noticias/nothing",
                "HEAD api/openapi.json",
                "OPTIONS api/news",
                "DELETE status",
                "POST api/news",
                "PUT api/campuses/UGR",
                "GET metrics",
                "GET WEB-INF/web.xml",
                "POST news/findById"
            })
    void responsesEqualThoseOfTheLauncher(String request) {
        var method = request.substring(0, request.indexOf(' '));
        var path = request.substring(method.length() + 1);

        for (var accept : new String[] {"*/*", "text/html"}) {
            var here = plain(tomcat.reader(), accept).send(method, path, new byte[0]);
            var there = plain(launcher.reader(), accept).send(method, path, new byte[0]);

            assertThat(here.status()).isEqualTo(there.status());
            assertThat(local(here.text())).isEqualTo(local(there.text()));
            // an absolute address in the body changes its length and entity tag
            boolean sameBody = here.text().equals(there.text()) && !accept.equals("text/html");
            assertThat(headers(here, sameBody)).isEqualTo(headers(there, sameBody));
        }
    }

    @Test
    void responsesToInvalidWritesEqualThoseOfTheLauncher() {
        for (var body : new String[] {"{", "[]", "{}", "{\"titulo\":1,\"descripcion\":\"\",\"sala\":2}"}) {
            var here = tomcat.administrator().post("api/news", body);
            var there = launcher.administrator().post("api/news", body);

            assertThat(here.status()).isEqualTo(there.status()).isBetween(400, 422);
            assertThat(local(here.text())).isEqualTo(local(there.text()));
            assertThat(headers(here, false)).isEqualTo(headers(there, false));
        }
    }

    @Test
    void compressedResponseHasItsOwnTagAndBothTagsAre304() {
        var compressed = tomcat.reader().with("Accept-Encoding", "gzip").get("css/board.css");
        var plain = tomcat.reader().get("css/board.css");

        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(compressed.response().body())
                .isEqualTo(launcher.reader()
                        .with("Accept-Encoding", "gzip")
                        .get("css/board.css")
                        .response()
                        .body());
        for (var tag : new String[] {compressed.header("ETag"), plain.header("ETag")}) {
            assertThat(tomcat.reader()
                            .with("If-None-Match", tag)
                            .get("css/board.css")
                            .status())
                    .isEqualTo(304);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEB-INF/web.xml",
                "WEB-INF/",
                "META-INF/MANIFEST.MF",
                "web-inf/web.xml",
                "tablon/launcher/WarMain.class",
                "css/"
            })
    void applicationFilesAreNotServed(String path) {
        var answer = tomcat.reader().get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void browserGetsAPageForErrorsOfTomcat() {
        var answer = tomcat.reader().with("Accept", "text/html").get("WEB-INF/web.xml");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.text()).contains("No encontrado").doesNotContain("Tomcat");
    }

    /** These errors do not reach the WAR: they need the valve that {@link Tomcat.Builder#withErrorReportValve} adds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /tablon/status HTTP/9.9\r\nConnection: close\r\n\r\n",
                "GET /tablon/status%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /tablon/a%2fb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /elsewhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            })
    void errorReportValveHidesTheServerName(String request) {
        assertThat(RawConnection.exchange(tomcat.address(), request))
                .matches("(?s)HTTP/1\\.1 (400|404|505) .*")
                .doesNotContain("Tomcat", "Exception", "Server:");
    }

    @Test
    void tomcatLogKeepsItsFormat() {
        tomcat.reader().with("X-Request-Id", "tomcat-1").get("status");

        Eventually.holds(() -> "the log has a line for the request; log:\n" + tomcat.log(), () -> tomcat.log()
                .contains(" ms tomcat-1"));
        assertThat(tomcat.log().lines().filter(line -> line.contains("Server startup")))
                .singleElement()
                .asString()
                .contains("org.apache.catalina.startup.Catalina.start");
    }

    private static Client plain(Client client, String accept) {
        return client.with("Accept", accept).with("Accept-Encoding", "gzip;q=0");
    }

    private static String local(String text) {
        return text.replace(tomcat.board().toString(), "/")
                .replace(launcher.address() + "/", "/")
                .replace("/tablon/", "/");
    }

    /** @param sameBody whether to include the headers that depend on the body */
    private static Map<String, String> headers(Exchange answer, boolean sameBody) {
        var headers = new TreeMap<String, String>();
        answer.response().headers().map().forEach((name, values) -> {
            var dependsOnBody = name.equals("etag") || name.equals("content-length");
            if (!VARYING_HEADERS.contains(name) && (sameBody || !dependsOnBody)) {
                headers.put(name, local(values.toString()));
            }
        });
        return headers;
    }
}
