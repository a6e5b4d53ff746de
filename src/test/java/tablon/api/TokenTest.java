package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;
import tablon.testing.LogLines;

/** Personal access tokens over HTTP. */
class TokenTest extends BoardTest {

    @Test
    void tokenOfAPersonPublishes() {
        var secret = secret(create(ofSession("ana", Role.EDITOR, "UGR"), "publicar"));

        var answer = reader().withToken(secret).post("/api/news", notice());

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void answerToCreationHasEveryMember() {
        var answer = create(ofSession("ana", Role.ADMINISTRATOR), "metricas", "publicar");

        assertThat(answer.header("Location"))
                .endsWith("/api/tokens/" + answer.json().get("id").asText());
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(answer.json().get("nombre").asText()).isEqualTo("Programa");
        assertThat(answer.json().get("permisos").toString()).isEqualTo("[\"publicar\",\"metricas\"]");
        assertThat(answer.json().get("caduca").asText()).isEqualTo("2027-03-02T09:00:00.000Z");
        assertThat(answer.json().get("usada").isNull()).isTrue();
        assertThat(secret(answer)).matches("tablon_pat_[\\w-]{43}[0-9A-Za-z]{6}");
    }

    @Test
    void secretIsShownOnce() {
        var ana = ofSession("ana", Role.EDITOR, "UGR");
        var secret = secret(create(ana, "publicar"));

        var list = ana.get("/api/tokens");

        assertThat(list.json()).hasSize(1);
        assertThat(list.json().get(0).has("ficha")).isFalse();
        assertThat(list.text()).doesNotContain(secret.substring(11, 20));
    }

    @Test
    void secretIsNotStoredAndNotLogged() throws Exception {
        try (var log = new LogLines();
                var connection = database().getConnection();
                var statement = connection.createStatement()) {
            var secret = secret(create(ofSession("ana", Role.EDITOR, "UGR"), "publicar"));
            reader().withToken(secret).get("/api/news");

            try (var rows = statement.executeQuery("select * from token")) {
                assertThat(rows.next()).isTrue();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    assertThat(String.valueOf(rows.getString(column))).doesNotContain(secret.substring(11, 20));
                }
            }
            assertThat(log.text()).doesNotContain(secret.substring(11, 20));
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/tokens", "POST, /api/tokens", "DELETE, /api/tokens/01a225c0-5f3e-7d0a-9b6e-3f7c1d2a4b58"})
    void tokensRequireACredential(String method, String path) {
        var answer = reader().with("Content-Type", "application/json").send(method, path, "{}".getBytes());

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void tokenWithoutTheScopeIsRefused() {
        var token = reader().withToken(secret(create(ofSession("ana", Role.ADMINISTRATOR), "publicar")));

        var metrics = token.get("/metrics");
        var tokens = token.get("/api/tokens");

        assertThat(metrics.status()).isEqualTo(403);
        assertThat(metrics.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"metricas\"");
        assertThat(tokens.status()).isEqualTo(403);
        assertThat(tokens.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"administrar\"");
    }

    @Test
    void tokenWithTheScopeReadsMetrics() {
        var token = reader().withToken(secret(create(ofSession("ana", Role.ADMINISTRATOR), "metricas")));

        assertThat(token.get("/metrics").status()).isEqualTo(200);
        assertThat(token.post("/api/news", notice()).status()).isEqualTo(403);
    }

    @Test
    void tokenNeverOpensOnesOwnAccount() {
        var token = reader().withToken(secret(create(ofSession("ana", Role.ADMINISTRATOR), "administrar")));

        assertThat(token.with("Accept", "text/html").get("/salir").status()).isEqualTo(403);
    }

    @Test
    void tokenAllowsNoMoreThanTheRoleAtTheTimeOfUse() throws Exception {
        var token = reader().withToken(secret(create(ofSession("ana", Role.ADMINISTRATOR), "administrar", "metricas")));
        assertThat(token.get("/metrics").status()).isEqualTo(200);

        sql("update account set role = 'editor'");

        assertThat(token.get("/metrics").status()).isEqualTo(403);
        assertThat(token.put("/api/campuses/X", Map.of("nombre", "X")).status()).isEqualTo(403);
    }

    @Test
    void tokenPublishesOnlyInTheCampusesOfItsAccount() {
        var token = reader().withToken(secret(create(ofSession("ana", Role.EDITOR, "UGR"), "publicar")));

        assertThat(token.get("/api/news").status()).isEqualTo(200);
        assertThat(token.post("/api/news", notice("campus", "UGR")).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "MEMBER, publicar",
        "EDITOR, moderar",
        "EDITOR, metricas",
        "MODERATOR, administrar",
        "MODERATOR, metricas"
    })
    void personCannotGiveScopesThatTheRoleLacks(Role role, String scope) {
        var answer = create(ofSession("ana", role, "UGR"), scope);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(faults(answer)).containsExactly("/permisos scope-not-held");
    }

    @Test
    void tokenCannotCreateOneThatMayDoMore() {
        var admin = reader().withToken(secret(create(ofSession("ana", Role.ADMINISTRATOR), "administrar")));

        assertThat(faults(create(admin, "administrar", "publicar"))).containsExactly("/permisos scope-not-held");
        assertThat(create(admin, "administrar").status()).isEqualTo(201);
    }

    @Test
    void everyFaultOfADraftIsReported() {
        var ana = ofSession("ana", Role.ADMINISTRATOR);

        assertThat(faults(ana.post("/api/tokens", Map.of()))).containsExactly("/nombre required", "/permisos required");
        assertThat(faults(ana.post(
                        "/api/tokens",
                        Map.of(
                                "nombre", "a\nb",
                                "permisos", List.of("todo"),
                                "caduca", "2026-03-02T09:00:00Z",
                                "ficha", "x"))))
                .containsExactly(
                        "/nombre not-one-line",
                        "/permisos unknown-scope",
                        "/caduca not-in-the-future",
                        "/ficha unknown-member");
        assertThat(faults(ana.post("/api/tokens", Map.of("nombre", "x", "permisos", "publicar"))))
                .containsExactly("/permisos not-an-array");
        assertThat(faults(ana.post("/api/tokens", Map.of("nombre", "x".repeat(101), "permisos", List.of()))))
                .containsExactly("/nombre too-long", "/permisos required");
        assertThat(ana.post("/api/tokens", Map.of("nombre", "x".repeat(10_000))).status())
                .isEqualTo(413);
        assertThat(ana.post("/api/tokens", "[]").status()).isEqualTo(422);
        assertThat(ana.post("/api/tokens", "").status()).isEqualTo(400);
    }

    @Test
    void expiredTokenIsRefused() {
        var ana = ofSession("ana", Role.EDITOR, "UGR");
        var created = ana.post(
                "/api/tokens",
                Map.of("nombre", "x", "permisos", List.of("publicar"), "caduca", "2026-03-02T10:00:00.001+01:00"));
        var token = reader().withToken(secret(created));

        assertThat(token.get("/api/news").status()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertInvalid(token.get("/api/news"));
        assertThat(ana.get("/api/tokens").json()).hasSize(1);
    }

    @Test
    void tokenExpiresAfterAYearByDefault() {
        var token = reader().withToken(secret(create(administrator(), "publicar")));

        clock.advance(Duration.ofDays(365).minusMillis(1));
        assertThat(token.get("/api/news").status()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertInvalid(token.get("/api/news"));
    }

    @Test
    void revokedTokenIsRefusedAtOnce() {
        var ana = ofSession("ana", Role.EDITOR, "UGR");
        var created = create(ana, "publicar");
        var token = reader().withToken(secret(created));
        assertThat(token.get("/api/news").status()).isEqualTo(200);

        var answer = ana.delete(path(created));

        assertThat(answer.status()).isEqualTo(204);
        assertInvalid(token.get("/api/news"));
        assertInvalid(token.post("/api/news", notice()));
        assertThat(ana.delete(path(created)).status()).isEqualTo(404);
    }

    @Test
    void tokenOfADisabledAccountIsRefused() throws Exception {
        var token = reader().withToken(secret(create(ofSession("ana", Role.EDITOR, "UGR"), "publicar")));
        assertThat(token.get("/api/news").status()).isEqualTo(200);

        sql("update account set active = false");

        assertInvalid(token.get("/api/news"));
    }

    @Test
    void nobodySeesOrRevokesTokensOfOthers() {
        var ana = ofSession("ana", Role.EDITOR, "UGR");
        var eva = ofSession("eva", Role.ADMINISTRATOR);
        var created = create(ana, "publicar");

        assertThat(eva.get("/api/tokens").json()).isEmpty();
        assertThat(eva.delete(path(created)).status()).isEqualTo(404);
        assertThat(administrator().get("/api/tokens").json()).isEmpty();
        assertThat(administrator().delete(path(created)).status()).isEqualTo(404);
        assertThat(ana.get("/api/tokens").json()).hasSize(1);
    }

    @Test
    void administratorsTokenHasTokensWithoutAnAccount() {
        var created = create(administrator(), "publicar", "metricas");
        var token = reader().withToken(secret(created));

        assertThat(administrator().get("/api/tokens").json()).hasSize(1);
        assertThat(token.get("/metrics").status()).isEqualTo(200);
        assertThat(token.post("/api/news", notice()).status()).isEqualTo(201);
        assertThat(token.delete("/api/campuses/MED").status()).isEqualTo(403);
        assertThat(administrator().delete(path(created)).status()).isEqualTo(204);
        assertInvalid(token.get("/metrics"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "01a225c0-5f3e-7d0a-9b6e-3f7c1d2a4b58", "01a225c0-5f3e-7d0a-9b6e-3f7c1d2a4b58x"})
    void unknownTokenCannotBeRevoked(String id) {
        assertThat(administrator().delete("/api/tokens/" + id).status()).isEqualTo(404);
    }

    @Test
    void wrongChecksumIsRefusedWithoutADatabaseRead() throws Exception {
        var secret = secret(create(administrator(), "publicar"));
        var last = secret.charAt(secret.length() - 1);
        var wrong = secret.substring(0, secret.length() - 1) + (last == '0' ? '1' : '0');
        sql("alter table token rename to hidden");

        assertInvalid(reader().withToken(wrong).get("/health/live"));
        assertThat(reader().withToken(secret).get("/health/live").status()).isEqualTo(500);
    }

    @Test
    void ownerHasAtMost50Tokens() {
        var ana = ofSession("ana", Role.EDITOR, "UGR");
        for (int i = 0; i < 49; i++) {
            create(ana, "publicar");
        }
        var lastOne = ana.post(
                "/api/tokens",
                Map.of("nombre", "x", "permisos", List.of("publicar"), "caduca", "2026-03-02T10:00:00Z"));
        assertThat(lastOne.status()).isEqualTo(201);

        assertThat(faults(create(ana, "publicar"))).containsExactly(" too-many-tokens");
        assertThat(create(administrator(), "publicar").status()).isEqualTo(201);
        // an expired one makes room
        clock.advance(Duration.ofHours(2));
        assertThat(create(ana, "publicar").status()).isEqualTo(201);
        assertThat(ana.get("/api/tokens").json()).hasSize(50);
    }

    @Test
    void lastUseIsRecordedAtMostOnceIn5Minutes() {
        var ana = ofSession("ana", Role.EDITOR, "UGR");
        var token = reader().withToken(secret(create(ana, "publicar")));

        token.get("/api/news");
        assertThat(used(ana)).isEqualTo("2026-03-02T09:00:00.000Z");
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        token.get("/api/news");
        assertThat(used(ana)).isEqualTo("2026-03-02T09:00:00.000Z");
        clock.advance(Duration.ofMillis(1));
        token.get("/api/news");
        assertThat(used(ana)).isEqualTo("2026-03-02T09:05:00.000Z");
    }

    @Test
    void creationAndRevocationAreInTheJournal() throws Exception {
        var ana = ofSession("ana", Role.EDITOR, "UGR");
        var created = create(ana, "publicar");
        ana.delete(path(created));

        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select act, thing, origin from journal where kind = 'token' order by revision")) {
            for (var act : List.of("create", "delete")) {
                assertThat(rows.next()).isTrue();
                assertThat(List.of(rows.getString(1), rows.getString(2), rows.getString(3)))
                        .containsExactly(act, created.json().get("id").asText(), "api");
            }
            assertThat(rows.next()).isFalse();
        }
    }

    private Client ofSession(String username, Role role, String... campuses) {
        return signedIn(username, role, campuses).with("Sec-Fetch-Site", "same-origin");
    }

    private static Exchange create(Client client, String... scopes) {
        return client.post("/api/tokens", Map.of("nombre", "Programa", "permisos", List.of(scopes)));
    }

    private static String secret(Exchange created) {
        return created.json().get("ficha").asText();
    }

    private static String path(Exchange created) {
        return "/api/tokens/" + created.json().get("id").asText();
    }

    private static String used(Client client) {
        return client.get("/api/tokens").json().get(0).get("usada").asText();
    }

    private static List<String> faults(Exchange answer) {
        return answer.json().get("errors").findParents("pointer").stream()
                .map(fault ->
                        fault.get("pointer").asText() + " " + fault.get("code").asText())
                .toList();
    }

    private static void assertInvalid(Exchange answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    private void sql(String statement) throws Exception {
        try (var connection = database().getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
