package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP on the embedded Jetty. */
final class LauncherIT {
    private static final String PROXIED = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: tablon.example.org\r\n";

    @TempDir
    static Path folder;

    private static LaunchedBoard board;

    @BeforeAll
    static void start() {
        board = LaunchedBoard.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tablon/launcher/WarMain.class",
                "WEB-INF/web.xml",
                "WEB-INF/",
                "WEB-INF/lib/",
                "META-INF/MANIFEST.MF",
                "web-inf/web.xml",
                "%57EB-INF/web.xml",
                "css/..%2fWEB-INF/web.xml",
                "css/%2e%2e/WEB-INF/web.xml",
                "WEB-INF;x=y/web.xml"
            })
    void applicationFilesAreNotServed(String path) {
        var answer = RawConnection.exchange(board.address(), request("GET", path, ""));

        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 40[04] .*")
                .contains("application/problem+json")
                .doesNotContain("web-app", "Manifest-Version", "Jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/news", "nothing-here", "WEB-INF/web.xml"})
    void responsesDoNotNameTheServer(String path) {
        var answer = board.reader().get(path);

        assertThat(answer.response().headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(answer.text()).doesNotContainIgnoringCase("jetty");
    }

    @Test
    void headersOver16KibibytesAre431() {
        assertThat(RawConnection.exchange(board.address(), request("GET", "status", filler(15 * 1024))))
                .startsWith("HTTP/1.1 200 ");
        assertThat(RawConnection.exchange(board.address(), request("GET", "status", filler(17 * 1024))))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json", "\"type\":\"/problems/headers-too-large\"")
                .doesNotContainIgnoringCase("jetty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /status HTTP/9.9\r\n\r\n",
                "GET /status HTTP/1.1\r\n\r\n",
                "GET /status%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "POST /api/news HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n"
            })
    void malformedRequestsAreRefusedWithoutNamingTheServer(String request) {
        assertThat(RawConnection.exchange(board.address(), request))
                .matches("(?s)HTTP/1\\.1 (400|505) .*")
                .contains("application/problem+json", "\"type\":\"/problems/bad-request\"")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("Exception", "Server:");
    }

    @Test
    void slowBodyIs408() {
        try (var connection = new RawConnection(board.address())) {
            connection.send(post(1_000, "Authorization: Bearer " + LaunchedBoard.TOKEN + "\r\n"));

            Eventually.holds(
                    () -> "the request is answered", () -> connection.send(" ").isAnswered());

            assertThat(connection.answer()).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
        }
    }

    @Test
    void forwardedHeadersAreIgnoredByDefault() {
        var answer = RawConnection.exchange(board.address(), create(PROXIED));

        assertThat(answer).startsWith("HTTP/1.1 201 ").contains("Location: " + board.address() + "/api/news/");
    }

    @Test
    void startWarnsIfTokensCanArriveUnencrypted() {
        try (var open = LaunchedBoard.start(folder.resolve("open"), Map.of("HOST", "0.0.0.0"))) {
            assertThat(warnings(open))
                    .singleElement()
                    .asString()
                    .contains("unencrypted", "HOST=0.0.0.0", "PUBLIC_URL=https://", "HOST=127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"TRUST_PROXY, true", "HOST, 127.0.0.1"})
    void startDoesNotWarnBehindAProxyWithTlsOrOnLoopback(String name, String value) {
        var settings = new HashMap<>(Map.of("HOST", "0.0.0.0"));
        settings.put(name, value);

        try (var safe = LaunchedBoard.start(folder.resolve("safe"), settings)) {
            assertThat(warnings(safe)).isEmpty();
        }
    }

    @Test
    void startWarnsIfAllClientsHaveTheAddressOfTheProxy() {
        var settings = Map.of("HOST", "0.0.0.0", "PUBLIC_URL", "https://tablon.example.org");

        try (var proxied = LaunchedBoard.start(folder.resolve("proxied"), settings)) {
            assertThat(warnings(proxied)).singleElement().asString().contains("X-Forwarded-For", "TRUST_PROXY=true");
        }
    }

    /** A proxy appends the client's address to the header that the client sent. */
    @Test
    void failedSignInsAreCountedByTheAddressThatTheProxySees() {
        try (var behindProxy = LaunchedBoard.start(folder.resolve("client"), Map.of("TRUST_PROXY", "true"))) {
            for (int number = 0; number < 5; number++) {
                assertThat(signIn(behindProxy, "203.0.113." + number + ", 192.0.2.7"))
                        .startsWith("HTTP/1.1 422 ");
            }

            assertThat(signIn(behindProxy, "203.0.113.99, 192.0.2.7")).startsWith("HTTP/1.1 429 ");
            assertThat(signIn(behindProxy, "192.0.2.7:5432\r\nForwarded: for=203.0.113.98"))
                    .startsWith("HTTP/1.1 429 ");
            assertThat(signIn(behindProxy, "192.0.2.8")).startsWith("HTTP/1.1 422 ");
        }
    }

    private static String signIn(LaunchedBoard board, String forwardedFor) {
        var body = "usuario=ana&clave=no+es+esta+clave";
        return RawConnection.exchange(
                board.address(),
                "POST /entrar HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nX-Forwarded-For: " + forwardedFor
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void trustedProxySetsTheAddress() {
        try (var behindProxy = LaunchedBoard.start(folder.resolve("proxy"), Map.of("TRUST_PROXY", "true"))) {
            var answer = RawConnection.exchange(behindProxy.address(), create(PROXIED));

            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("Location: https://tablon.example.org/api/news/");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Proto: javascript\r\nX-Forwarded-Host: tablon.example.org\r\n",
                "Forwarded: proto=ftp;host=tablon.example.org\r\n",
                "X-Forwarded-Server: tablon.example.org\r\n",
                "X-Proxied-Https: on\r\n",
                "Proxy-Ssl-Id: 1\r\n"
            })
    void otherForwardedHeadersOfATrustedProxyAreIgnored(String headers) {
        try (var behindProxy = LaunchedBoard.start(folder.resolve("ignored"), Map.of("TRUST_PROXY", "true"))) {
            var answer = RawConnection.exchange(behindProxy.address(), create(headers));

            assertThat(answer)
                    .startsWith("HTTP/1.1 201 ")
                    .contains("Location: " + board.address().getScheme() + "://"
                            + board.address().getAuthority());
        }
    }

    @Test
    void longForwardedHeaderIsIgnored() {
        try (var behindProxy = LaunchedBoard.start(folder.resolve("long"), Map.of("TRUST_PROXY", "true"))) {
            var headers = "Forwarded: for=1;" + "a=\"b\";".repeat(2_000) + "host=tablon.example.org\r\n";

            var answer = RawConnection.exchange(behindProxy.address(), create(headers));

            assertThat(answer).startsWith("HTTP/1.1 201 ").doesNotContain("tablon.example.org");
        }
    }

    @Test
    void hstsIsSentBehindATrustedHttpsProxy() {
        try (var behindProxy = LaunchedBoard.start(folder.resolve("https"), Map.of("TRUST_PROXY", "true"))) {
            assertThat(RawConnection.exchange(behindProxy.address(), request("GET", "status", PROXIED)))
                    .contains("Strict-Transport-Security: max-age=31536000");
            assertThat(RawConnection.exchange(behindProxy.address(), request("GET", "status", "")))
                    .doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void errorsOfTheContainerLookLikeErrorsOfTheApplication() {
        var refused = board.reader().with("X-Request-Id", "refused-1").get("WEB-INF/web.xml");
        var other = board.reader().get("nothing-here");

        assertThat(refused.text()).isEqualTo(other.text());
        assertThat(refused.header("X-Request-Id")).isEqualTo("refused-1");
        assertThat(refused.response().headers().map().keySet())
                .isEqualTo(other.response().headers().map().keySet());
        Eventually.holds(
                () -> "the log has a line for the request",
                () -> board.program().out().lines().anyMatch(line -> line.matches(".* GET - 404 \\d+ B .*refused-1")));
    }

    @Test
    void longHostIs400() {
        var host = "Host: " + "a".repeat(300) + "\r\n";

        assertThat(RawConnection.exchange(
                        board.address(), "GET /api/news HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .doesNotContain("aaaa");
    }

    @Test
    void malformedHostIsLoggedOnAShortLine() {
        var host = "%".repeat(5_000);

        var answer = RawConnection.exchange(
                board.address(), "GET /status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        Eventually.holds(
                () -> "the log has a line for the request; output:\n"
                        + board.program().out(),
                () -> board.program().out().contains("Refused with 400"));
        assertThat(board.program().out().lines()).allMatch(line -> line.length() < 500);
    }

    @Test
    void validRequestIdIsKeptAndInvalidOneReplaced() {
        assertThat(board.reader()
                        .with("X-Request-Id", "router-4711")
                        .get("status")
                        .header("X-Request-Id"))
                .isEqualTo("router-4711");
        assertThat(board.reader().with("X-Request-Id", "<script>").get("status").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        assertThat(board.reader()
                        .with("X-Request-Id", "x".repeat(65))
                        .get("status")
                        .header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
    }

    private static List<String> warnings(LaunchedBoard started) {
        return started.program()
                .out()
                .lines()
                .filter(line -> line.contains(" WARN "))
                .toList();
    }

    private static String filler(int length) {
        return "X-Filler: " + "x".repeat(length) + "\r\n";
    }

    private static String request(String method, String path, String headers) {
        return method + " /" + path + " HTTP/1.1\r\nHost: " + board.address().getAuthority() + "\r\n" + headers
                + "Connection: close\r\n\r\n";
    }

    private static String post(int length, String headers) {
        return request(
                "POST", "api/news", headers + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n");
    }

    private static String create(String headers) {
        var body = "{\"titulo\":\"Beca\",\"descripcion\":\"Abierta\",\"campus\":\"UGR\"}";
        return post(body.length(), headers + "Authorization: Bearer " + LaunchedBoard.TOKEN + "\r\n") + body;
    }
}
