package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;
import tablon.testing.TestAccounts;

/** What another website can make the browser of a signed-in person send changes nothing. */
class CrossSitePostTest extends BoardTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String RENAMING = "accion=guardar&nombre=Eva";

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "Cross-Site", "x", ""})
    void formWithTheCookieIsRefused(String site) throws Exception {
        var ana = signedIn("ana", Role.ADMINISTRATOR).with("Sec-Fetch-Site", site);

        var answer = post(ana, FORM, "/cuenta", RENAMING);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(name()).isEqualTo("Ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example", "http://localhost", "http://localhost.evil.example", "x"})
    void formOfAnotherOriginIsRefused(String origin) throws Exception {
        var ana = signedIn("ana", Role.ADMINISTRATOR).with("Origin", origin);

        var answer = post(ana, FORM, "/cuenta", RENAMING);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(name()).isEqualTo("Ana");
    }

    @Test
    void formWithoutASourceIsRefused() throws Exception {
        assertThat(post(signedIn("ana", Role.ADMINISTRATOR), FORM, "/cuenta", RENAMING)
                        .status())
                .isEqualTo(403);
        assertThat(name()).isEqualTo("Ana");
    }

    @Test
    void formOfTheBoardItselfIsAccepted() throws Exception {
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        assertThat(post(ana.with("Sec-Fetch-Site", "same-origin"), FORM, "/cuenta", RENAMING)
                        .status())
                .isEqualTo(303);
        assertThat(name()).isEqualTo("Eva");
        assertThat(ana.submit("/cuenta", "accion", "guardar", "nombre", "Ana").status())
                .isEqualTo(303);
        assertThat(name()).isEqualTo("Ana");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, cross-site",
        "application/json, same-site",
        "application/json;charset=utf-8, none",
        "text/plain, cross-site",
        "text/plain;application/json, cross-site",
        "multipart/form-data;boundary=x, cross-site",
        "application/x-www-form-urlencoded, cross-site"
    })
    void jsonSentByAFetchChangesNothing(String type, String site) {
        var ana = signedIn("ana", Role.ADMINISTRATOR).with("Sec-Fetch-Site", site);

        var notice = post(ana, type, "/api/news", "{\"titulo\":\"x\",\"descripcion\":\"x\",\"campus\":\"UGR\"}");
        var token = post(ana, type, "/api/tokens", "{\"nombre\":\"x\",\"permisos\":[\"publicar\"]}");

        assertThat(notice.status()).isIn(400, 403, 415);
        assertThat(token.status()).isIn(400, 403, 415);
        assertThat(reader().get("/api/news").json()).isEmpty();
        assertThat(ana.get("/api/tokens").json()).isEmpty();
    }

    /** JSON in a form of the type text/plain: the browser sends it without asking, and with the cookie. */
    @Test
    void jsonDisguisedAsPlainTextChangesNothing() {
        var ana = signedIn("ana", Role.ADMINISTRATOR).with("Origin", "https://evil.example");

        var answer = post(
                ana, "text/plain", "/api/tokens", "{\"nombre\":\"x\",\"permisos\":[\"publicar\"],\"x\":\"=\"}\r\n");

        assertThat(answer.status()).isIn(403, 415);
        assertThat(ana.get("/api/tokens").json()).isEmpty();
    }

    @Test
    void jsonOfTheBoardsOwnPagesIsAccepted() {
        var ana = signedIn("ana", Role.ADMINISTRATOR).with("Sec-Fetch-Site", "same-origin");

        assertThat(ana.post("/api/tokens", "{\"nombre\":\"x\",\"permisos\":[\"publicar\"]}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /api/campuses/MED", "PUT, /api/campuses/MED", "PATCH, /api/campuses/MED"})
    void otherMethodsAreRefused(String method, String path) {
        var ana = signedIn("ana", Role.ADMINISTRATOR).with("Content-Type", "application/json");

        assertThat(ana.with("Sec-Fetch-Site", "cross-site")
                        .send(method, path, "{\"nombre\":\"x\"}".getBytes())
                        .status())
                .isIn(403, 405);
        assertThat(reader().get("/api/campuses").text()).contains("Facultad de Medicina");
    }

    /** Otherwise another website could sign a person in as somebody else, and read what the person writes then. */
    @Test
    void signingInFromAnotherSiteIsRefused() {
        TestAccounts.add(database(), "eva", Role.MEMBER);

        var answer = post(
                reader().with("Sec-Fetch-Site", "cross-site"),
                FORM,
                "/entrar",
                "usuario=eva&clave=" + PASSWORD.replace(' ', '+'));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void signingOutFromAnotherSiteIsRefused() {
        var ana = signedIn("ana", Role.MEMBER);

        assertThat(post(ana.with("Sec-Fetch-Site", "cross-site"), FORM, "/salir", "")
                        .status())
                .isEqualTo(403);
        assertThat(ana.get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void signingOutByALinkOrAnImageDoesNothing() {
        var ana = signedIn("ana", Role.MEMBER);

        ana.with("Sec-Fetch-Site", "cross-site").get("/salir");

        assertThat(ana.get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void noOtherOriginMayReadWithTheCookie() {
        var ana = signedIn("ana", Role.ADMINISTRATOR).with("Origin", "https://evil.example");

        var read = ana.get("/api/tokens");
        var preflight = ana.with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "content-type")
                .send("OPTIONS", "/api/tokens", new byte[0]);

        assertThat(read.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(read.header("Access-Control-Allow-Origin")).isNotEqualTo("https://evil.example");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    private static Exchange post(Client client, String type, String path, String body) {
        return client.with("Content-Type", type).send("POST", path, body.getBytes());
    }

    private String name() throws Exception {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from account")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
