package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;
import tablon.testing.LogLines;
import tablon.testing.TestAccounts;
import tablon.testing.TestCodes;

class InvitationTest extends BoardTest {
    private static final String INVITATION = "{\"rol\":\"editor\",\"campus\":[\"ugr\"]}";

    @Test
    void invitationIsShownOnceAndListedWithoutItsLink() {
        var created = administrator().post("/api/invitations", INVITATION);
        var listed = administrator().get("/api/invitations");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("url").asText()).matches(getBaseUri() + "invitaciones/[\\w-]{43}");
        assertThat(created.json().get("caduca").asText()).isEqualTo("2026-03-09T09:00:00.000Z");
        assertThat(listed.json()).hasSize(1);
        assertThat(listed.text())
                .contains("\"rol\":\"editor\",\"campus\":[\"UGR\"]")
                .doesNotContain("url");
    }

    @Test
    void invitedPersonMakesTheAccountAndIsSignedIn() {
        var path = invitation();

        var form = reader().get(path);
        var made = accept(path, "ana");

        assertThat(form.status()).isEqualTo(200);
        assertThat(form.text())
                .contains("Universidad de Granada", "autocomplete=\"username\"", "autocomplete=\"new-password\"")
                .contains("autocomplete=\"name\"", "autocomplete=\"email\"");
        assertThat(made.status()).isEqualTo(303);
        assertThat(made.header("Location")).isEqualTo(getBaseUri() + "?hecho=welcome");
        var ana = reader().withCookiesOf(made);
        assertThat(ana.with("Accept", "text/html").get("/?hecho=welcome").text())
                .contains("Su cuenta está lista");
        assertThat(administrator().get("/api/accounts").text())
                .contains("\"usuario\":\"ana\",\"nombre\":\"Ana García\",\"correo\":null,\"rol\":\"editor\","
                        + "\"campus\":[\"UGR\"],\"activa\":true");
        assertThat(signIn("ana", PASSWORD).get("/salir").status()).isEqualTo(200);
    }

    @Test
    void readingThePageDoesNotUseTheInvitationUp() {
        var path = invitation();

        for (int i = 0; i < 3; i++) {
            assertThat(reader().get(path).status()).isEqualTo(200);
        }
        assertThat(reader().send("HEAD", path, new byte[0]).status()).isEqualTo(200);
        assertThat(reader().send("OPTIONS", path, new byte[0]).status()).isEqualTo(200);

        assertThat(accept(path, "ana").status()).isEqualTo(303);
    }

    @Test
    void usedExpiredRevokedAndUnknownLinksGetTheSamePage() {
        var used = invitation();
        accept(used, "ana");
        var revoked = administrator().post("/api/invitations", INVITATION);
        assertThat(administrator()
                        .delete("/api/invitations/" + revoked.json().get("id").asText())
                        .status())
                .isEqualTo(204);
        var expired = invitation();
        clock.advance(Duration.ofDays(7));

        var paths =
                List.of(used, TestCodes.path(revoked), expired, "/invitaciones/" + "x".repeat(43), "/invitaciones/x");
        var pages = new ArrayList<String>();
        for (var path : paths) {
            var page = reader().with("Accept", "text/html").get(path);
            assertThat(page.status()).isEqualTo(410);
            assertThat(page.text()).contains("Este enlace ya no es válido", "Pida uno nuevo");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            pages.add(page.text());
            assertThat(accept(path, "luis").status()).isEqualTo(410);
        }
        assertThat(pages).containsOnly(pages.get(0));
        assertThat(administrator().get("/api/accounts").json()).hasSize(1);
    }

    @Test
    void invitationIsValidUntilItsLastMillisecond() {
        var path = invitation();
        clock.advance(Duration.ofDays(7).minusMillis(1));

        assertThat(reader().get(path).status()).isEqualTo(200);
        assertThat(administrator().get("/api/invitations").json()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(reader().get(path).status()).isEqualTo(410);
        assertThat(administrator().get("/api/invitations").json()).isEmpty();
    }

    @Test
    void invitationMakesOneAccountAlsoInParallel() throws Exception {
        var path = invitation();

        var statuses = atOnce(() -> accept(path, "ana"), () -> accept(path, "luis"));

        assertThat(statuses).containsExactlyInAnyOrder(303, 410);
        assertThat(administrator().get("/api/accounts").json()).hasSize(1);
    }

    @Test
    void userNameIsTakenOnceAlsoInParallel() throws Exception {
        var one = invitation();
        var other = invitation();

        var statuses = atOnce(() -> accept(one, "Ana"), () -> accept(other, "ANA"));

        assertThat(statuses).containsExactlyInAnyOrder(303, 422);
        assertThat(administrator().get("/api/accounts").json()).hasSize(1);
        assertThat(administrator().get("/api/invitations").json()).hasSize(1);
    }

    @Test
    void takenNameLeavesTheInvitationAndTheTypedText() {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        var path = invitation();

        var refused = accept(path, "ANA");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Este nombre de usuario ya está en uso", "value=\"Ana García\"", "href=\"#usuario\"")
                .doesNotContain(PASSWORD);
        assertThat(accept(path, "luis").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "ana\r\nSet-Cookie: x=y",
                "<script>alert(1)</script>",
                "ana\u0000",
                "../../etc",
                "ana\u202E"
            })
    void invalidUserNameIsRefused(String username) {
        var path = invitation();

        var refused = accept(path, username);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Set-Cookie")).isEmpty();
        assertThat(refused.text()).contains("usuario-error").doesNotContain("<script>alert");
    }

    @Test
    void everyFaultIsReportedAtOnce() {
        var refused = reader().submit(
                        invitation(),
                        "usuario",
                        "a b",
                        "nombre",
                        "x".repeat(10_000),
                        "correo",
                        "no",
                        "clave",
                        "pequeñita");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("usuario-error", "nombre-error", "correo-error", "clave-error", "10.000 caracteres")
                .doesNotContain("pequeñita");
    }

    @Test
    void fieldsThatGrantMoreAreRefused() {
        var path = invitation();

        for (var field : List.of("rol", "campus", "activa", "id", "version")) {
            var refused =
                    reader().submit(path, "usuario", "ana", "nombre", "Ana", "clave", PASSWORD, field, "administrador");
            assertThat(refused.status()).as(field).isEqualTo(422);
        }
        assertThat(administrator().get("/api/accounts").json()).isEmpty();
    }

    @Test
    void deletedCampusIsNotGrantedAnyMore() {
        var path = TestCodes.path(
                administrator().post("/api/invitations", "{\"rol\":\"editor\",\"campus\":[\"UGR\",\"MED\"]}"));
        administrator().delete("/api/campuses/MED");

        assertThat(accept(path, "ana").status()).isEqualTo(303);
        assertThat(administrator().get("/api/accounts").text()).contains("\"campus\":[\"UGR\"]");
    }

    @Test
    void onlyAdministratorsInvite() {
        var moderator = signedIn("ana", Role.MODERATOR, "UGR").with("Sec-Fetch-Site", "same-origin");

        assertThat(moderator.post("/api/invitations", INVITATION).status()).isEqualTo(403);
        assertThat(moderator.get("/api/invitations").status()).isEqualTo(403);
        assertThat(moderator.delete("/api/invitations/x").status()).isEqualTo(403);
        assertThat(reader().post("/api/invitations", INVITATION).status()).isEqualTo(401);
        assertThat(administrator().delete("/api/invitations/x").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"rol\":\"\"}",
                "{\"rol\":\"jefe\",\"campus\":[]}",
                "{\"rol\":\"editor\",\"campus\":[\"NADA\"]}",
                "{\"rol\":\"editor\",\"campus\":\"UGR\"}",
                "{\"rol\":\"editor\",\"caduca\":\"2099-01-01T00:00:00Z\"}"
            })
    void invalidInvitationIsRefused(String invitation) {
        assertThat(administrator().post("/api/invitations", invitation).status())
                .isEqualTo(422);
    }

    @Test
    void codeIsStoredAndLoggedNowhere() throws Exception {
        try (var log = new LogLines()) {
            var path = invitation();
            var code = path.substring(path.lastIndexOf('/') + 1);
            reader().get(path);
            reader().put(path, "{}");
            reader().post(path, "{}");
            reader().with("Content-Encoding", "gzip").submit(path, "usuario", "ana");
            reader().submit(path, "usuario", "a b");
            reader().submit(path, "nombre", "%".repeat(20_000));
            reader().get(path + "/x");
            accept(path, "ana");
            accept(path, "luis");
            reader().get(path);

            assertThat(log.text())
                    .contains("/invitaciones/{code} 303", "/invitaciones/{code} 410")
                    .doesNotContain(code);
            try (var connection = database().getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select thing from journal where thing like '%" + code + "%'")) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void pageTellsNobodyItsAddress() {
        var path = invitation();

        assertThat(reader().get(path).header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(accept(path, "a b").header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reader().get(path).header("Cache-Control")).doesNotContain("public");
        assertThat(reader().get("/entrar").header("Referrer-Policy")).isEqualTo("same-origin");
    }

    private String invitation() {
        return TestCodes.path(administrator().post("/api/invitations", INVITATION));
    }

    private Exchange accept(String path, String username) {
        return reader().submit(path, "usuario", username, "nombre", "Ana García", "correo", "", "clave", PASSWORD);
    }

    private static List<Integer> atOnce(Callable<Exchange> one, Callable<Exchange> other) throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var results = threads.invokeAll(List.of(one, other));
            return List.of(results.get(0).get().status(), results.get(1).get().status());
        } finally {
            threads.shutdown();
        }
    }
}
