package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.LogLines;
import tablon.testing.TestAccounts;

/** Names, browsers and request ids do not reach headers, the log or a page as anything but text. */
class InjectionTest extends BoardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Ana\r\nSet-Cookie: x=1", "Ana\nB", "Ana\u0000", "Ana\u0085B", "Ana\u2028B", "Ana\u001b[31m"})
    void nameWithControlCharactersIsRefused(String name) {
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        var renamed = ana.submit("/cuenta", "accion", "guardar", "nombre", name);
        var token = ana.with("Sec-Fetch-Site", "same-origin")
                .post("/api/tokens", Map.of("nombre", name, "permisos", List.of("publicar")));

        assertThat(renamed.status()).isEqualTo(422);
        assertThat(token.status()).isEqualTo(422);
        assertThat(ana.get("/cuenta").text()).contains("value=\"Ana\"");
    }

    @Test
    void markupInNamesStaysText() {
        var name = "\"><script>alert(1)</script>";
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        ana.submit("/cuenta", "accion", "guardar", "nombre", name);
        ana.submit("/fichas", "accion", "crear", "nombre", name, "permisos", "publicar");

        for (var path : List.of("/", "/cuenta", "/fichas", "/salir")) {
            assertThat(ana.get(path).text())
                    .as(path)
                    .doesNotContain("<script>alert")
                    .contains("&lt;script");
        }
    }

    @Test
    void longNameIsRefused() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        assertThat(ana.submit("/cuenta", "accion", "guardar", "nombre", "x".repeat(101))
                        .status())
                .isEqualTo(422);
        assertThat(ana.submit("/cuenta", "accion", "guardar", "nombre", "x".repeat(10_000))
                        .status())
                .isEqualTo(422);
        assertThat(ana.submit("/cuenta", "accion", "guardar", "nombre", "x".repeat(20_000))
                        .status())
                .isEqualTo(413);
        assertThat(ana.submit("/fichas", "accion", "crear", "nombre", "x".repeat(10_000))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void browserIsCutAndShownAsText() {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        var answer = reader().with("User-Agent", "<img src=x onerror=alert(1)>" + "x".repeat(5_000))
                .submit("/entrar", "usuario", "ana", "clave", PASSWORD);
        var ana = reader().withCookiesOf(answer);

        var page = ana.get("/cuenta").text();

        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img src=x");
        assertThat(ana.get("/cuenta/datos").json().at("/sesiones/0/navegador").asText())
                .hasSize(200);
    }

    @Test
    void signInWritesNothingOfTheClientIntoTheLog() {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        try (var log = new LogLines()) {
            reader().with("User-Agent", "forged-browser")
                    .submit("/entrar", "usuario", "x\r\nERROR forged", "clave", "forged", "next", "forged");
            reader().submit("/entrar?forged=1", "usuario", "ana", "clave", PASSWORD);
            reader().withToken("forged").get("/api/news");
            reader().with("Cookie", "tablon_session=forged").get("/cuenta?forged");

            assertThat(log.text()).contains("POST").doesNotContain("forged", PASSWORD, "ana");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x forged y", "<b>", "x\tERROR", "\"", "%0d%0aforged", "á"})
    void requestIdThatIsNotSaneIsReplaced(String id) {
        assertThat(reader().with("X-Request-Id", id).get("/health/live").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void longRequestIdIsReplacedAndASaneOneKept() {
        assertThat(reader().with("X-Request-Id", "x".repeat(65))
                        .get("/health/live")
                        .header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        assertThat(reader().with("X-Request-Id", "a/b=1").get("/health/live").header("X-Request-Id"))
                .isEqualTo("a/b=1");
    }
}
