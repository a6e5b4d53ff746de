package tablon.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.json.Json;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.TestAccounts;
import tablon.testing.TestCodes;

class AuditTest extends BoardTest {

    @Test
    void entrySaysWhoDidWhatFromWhere() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        var id = ana.post("/api/news", notice()).json().get("id").asText();

        var entry = audit("?limit=1").get(0);

        assertThat(entry.get("momento").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(entry.at("/quien/nombre").asText()).isEqualTo("Ana");
        assertThat(entry.at("/quien/id").asText()).isEqualTo(accountId("ana"));
        assertThat(entry.get("acto").asText()).isEqualTo("create");
        assertThat(entry.get("tipo").asText()).isEqualTo("notice");
        assertThat(entry.get("objeto").asText()).isEqualTo(id);
        assertThat(entry.get("version").asInt()).isEqualTo(1);
        assertThat(entry.get("campus").asText()).isEqualTo("UGR");
        assertThat(entry.get("detalle").isNull()).isTrue();
        assertThat(entry.get("desde").toString())
                .isEqualTo("{\"origen\":\"api\",\"direccion\":\"127.0.0.0/24\",\"ficha\":null}");
    }

    @Test
    void entryNamesTheTokenAndNotItsSecret() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        var token = ana.post(
                        "/api/tokens",
                        "{\"nombre\":\"Pantalla\",\"permisos\":[\"publicar\"],\"caduca\":\"2026-04-01T00:00:00Z\"}")
                .json();
        reader().withToken(token.get("ficha").asText()).post("/api/news", notice());

        var entries = audit("?limit=2");

        assertThat(entries.get(0).at("/desde/ficha").asText())
                .isEqualTo(token.get("id").asText());
        assertThat(entries.get(1).get("detalle").asText()).isEqualTo("permisos: publicar");
        assertThat(entries.toString()).doesNotContain(token.get("ficha").asText());
    }

    @Test
    void administratorsTokenAndTheBoardHaveNames() {
        administrator().post("/api/news", notice());

        var entries = audit("");

        assertThat(entries.get(0).get("quien").toString())
                .isEqualTo("{\"id\":\"administrator\",\"nombre\":\"administrador\"}");
        assertThat(entries.get(1).get("quien").toString()).isEqualTo("{\"id\":\"board\",\"nombre\":\"tablón\"}");
        assertThat(entries.get(1).at("/desde/direccion").isNull()).isTrue();
    }

    @Test
    void changesOfRightsSayBeforeAndAfter() {
        var id = TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");
        var account = "/api/accounts/" + id;

        any(administrator())
                .patch(
                        account,
                        "{\"rol\":\"moderador\",\"campus\":[\"MED\"],\"nombre\":\"Nadie\",\"correo\":\"a@b.es\"}");
        any(administrator()).patch(account, "{\"activa\":false}");
        any(administrator()).patch(account, "{\"activa\":true}");
        administrator().delete(account);

        assertThat(details("?thing=" + id))
                .containsExactly(
                        "delete null",
                        "update activa: no → sí",
                        "update activa: sí → no",
                        "update nombre; correo; rol: editor → moderador; campus: +MED, −UGR");
    }

    @Test
    void linksAreTraced() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var invitation = TestCodes.copied(ana.submit("/personas", "rol", "editor", "campus", "UGR"));
        reader().submit(invitation, "usuario", "luis", "nombre", "Luis", "clave", PASSWORD);
        var luis = accountId("luis");
        var reset = TestCodes.copied(ana.submit("/personas/" + luis, "accion", "enlace"));
        reader().submit(reset, "clave", "otra frase de paso");
        var revoked = administrator()
                .post("/api/invitations", "{\"rol\":\"miembro\",\"campus\":[]}")
                .json();
        administrator().delete("/api/invitations/" + revoked.at("/id").asText());

        assertThat(details("?limit=8"))
                .containsExactly(
                        "delete null",
                        "create rol: miembro",
                        "update contraseña",
                        "accept null",
                        "create null",
                        "create rol: editor; campus: UGR",
                        "accept rol: editor; campus: UGR",
                        "create rol: editor; campus: UGR");
        assertThat(audit("?actor=" + luis)).hasSize(4).allSatisfy(entry -> assertThat(
                        entry.at("/desde/direccion").asText())
                .isEqualTo("127.0.0.0/24"));
        assertThat(audit("?kind=reset")).hasSize(2);
        assertThat(export(administrator(), ""))
                .doesNotContain(PASSWORD, "otra frase", invitation.replaceAll(".*/", ""), reset.replaceAll(".*/", ""));
    }

    @Test
    void campusesAreTraced() {
        administrator().put("/api/campuses/INF", "{\"nombre\":\"Informática\"}");
        administrator().put("/api/campuses/INF", "{\"nombre\":\"Infor\",\"edicioncompartida\":true}");
        administrator().delete("/api/campuses/INF");

        assertThat(details("?campus=inf")).isEmpty();
        assertThat(details("?campus=INF"))
                .containsExactly(
                        "delete null",
                        "update nombre: Informática → Infor; edicioncompartida: no → sí",
                        "create Informática");
    }

    @Test
    void filtersSelectAndCombine() {
        var id = administrator().post("/api/news", notice()).json().get("id").asText();
        administrator().post("/api/news", notice("campus", "MED"));
        clock.advance(Duration.ofDays(3));
        any(administrator()).delete("/api/news/" + id);

        assertThat(audit("?thing=" + id)).hasSize(2);
        assertThat(audit("?kind=notice")).hasSize(3);
        assertThat(audit("?kind=notice&campus=med")).hasSize(1);
        assertThat(audit("?act=withdraw&actor=administrator&kind=notice&campus=UGR&thing=" + id))
                .hasSize(1);
        assertThat(audit("?act=approve")).isEmpty();
        assertThat(audit("?since=2026-03-04T09:00:00Z")).hasSize(1);
        assertThat(audit("?until=2026-03-04T10:00:00%2B01:00&kind=notice")).hasSize(2);
        assertThat(audit("?since=2027-01-01T00:00:00Z")).isEmpty();
        assertThat(audit("?until=2026-03-02T09:00:00Z")).isEmpty();
        assertThat(audit("?until=2026-03-02T09:00:00.001Z&since=2026-03-02T09:00:00Z&kind=notice"))
                .hasSize(2);
    }

    @Test
    void pagesAreContiguousWhileOthersWrite() {
        for (int i = 0; i < 5; i++) {
            administrator().post("/api/news", notice("titulo", "Aviso " + i));
        }
        var seen = new ArrayList<Long>();
        var page = administrator().get("/api/audit?limit=2&act=create");
        while (true) {
            page.json().forEach(entry -> seen.add(entry.get("id").asLong()));
            administrator().post("/api/news", notice());
            var next = page.link("next");
            if (next.isEmpty()) {
                break;
            }
            page = administrator().get(next.get().toString());
        }

        assertThat(seen)
                .hasSize(7)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one))
                .doesNotHaveDuplicates();
        assertThat(page.link("first").orElseThrow().getQuery())
                .contains("act=create")
                .doesNotContain("cursor");
    }

    @Test
    void everyInvalidParameterIsReported() {
        var answer = administrator()
                .get("/api/audit?actor=%00&act=explode&kind=x&thing=a%20b&campus=%2F&since=ayer&until=1&limit=0"
                        + "&cursor=-1&otro=1&act=create");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(fault -> fault.get("parameter").asText() + " "
                                + fault.get("code").asText()))
                .containsExactlyInAnyOrder(
                        "otro unknown-parameter",
                        "act repeated",
                        "actor not-an-id",
                        "act unknown-act",
                        "kind unknown-kind",
                        "thing not-an-id",
                        "campus not-a-campus-code",
                        "since not-a-date-time",
                        "until not-a-date-time",
                        "limit limit-out-of-range",
                        "cursor invalid-cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=9999999999999999999",
                "cursor=",
                "cursor=1e3",
                "cursor=%D9%A1",
                "actor=",
                "thing=x%27%20or%201%3D1",
                "since=0000-01-01T00:00:00Z",
                "until=10000-01-01T00:00:00Z"
            })
    void hostileValuesAreRefused(String query) {
        assertThat(administrator().get("/api/audit?" + query).status()).isEqualTo(400);
    }

    @Test
    void extremeValuesAreAccepted() {
        var query = "cursor=999999999999999999&since=0001-01-01T00:00:00Z&until=9999-12-31T23:59:59Z&actor="
                + "x".repeat(64);

        assertThat(audit("?" + query)).isEmpty();
        assertThat(administrator().get("/api/audit?actor=" + "x".repeat(7_000)).status())
                .isIn(400, 414);
    }

    @Test
    void exportHasOneDocumentALine() {
        administrator().post("/api/news", notice());

        var answer = administrator().with("Accept", "application/x-ndjson").get("/api/audit?act=create");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Disposition")).contains("auditoria.ndjson");
        var lines = answer.text().lines().map(line -> Json.read(line.getBytes(UTF_8)));
        assertThat(lines.toList()).isEqualTo(List.copyOf(list(audit("?act=create"))));
        assertThat(administrator()
                        .with("Accept", "application/x-ndjson")
                        .get("/api/audit?limit=3")
                        .status())
                .isEqualTo(400);
        assertThat(administrator()
                        .with("Accept", "application/x-ndjson")
                        .get("/api/audit?act=hide")
                        .text())
                .isEmpty();
        assertThat(administrator()
                        .with("Accept", "application/x-ndjson")
                        .send("HEAD", "/api/audit", new byte[0])
                        .status())
                .isEqualTo(200);
    }

    @Test
    void exportsEndAndFreeTheirPlaces() {
        for (int i = 0; i < 5; i++) {
            assertThat(export(administrator(), "")).contains("\"board\"");
            administrator().with("Accept", "application/x-ndjson").send("HEAD", "/api/audit", new byte[0]);
        }
    }

    @Test
    void moderatorSeesOnlyRowsOfCampuses() throws SQLException {
        var mod = signedIn("mod", Role.MODERATOR, "UGR");
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        ana.submit("/personas", "rol", "editor");
        administrator().post("/api/news", notice());
        administrator().post("/api/news", notice("campus", "MED"));

        assertThat(audit(mod, ""))
                .hasSize(4)
                .allSatisfy(entry -> assertThat(entry.get("campus").isNull()).isFalse());
        assertThat(audit(mod, "?kind=invitation")).isEmpty();

        execute("insert into campus_moderator (campus, account) values ('MED', '" + accountId("ana") + "')");
        assertThat(audit(mod, "")).hasSize(2);
        assertThat(audit(mod, "?campus=MED")).isEmpty();
        assertThat(export(mod, "")).doesNotContain("\"campus\":\"MED\"");
        assertThat(audit(ana, "?campus=MED")).hasSize(2);

        execute("insert into campus_moderator (campus, account) values ('MED', '" + accountId("mod") + "')");
        assertThat(audit(mod, "?campus=MED")).hasSize(2);
    }

    @Test
    void tokenForModerationSeesWhatAModeratorSees() {
        var token = administrator()
                .post(
                        "/api/tokens",
                        "{\"nombre\":\"x\",\"permisos\":[\"moderar\"],\"caduca\":\"2026-04-01T00:00:00Z\"}")
                .json();

        var entries = audit(reader().withToken(token.get("ficha").asText()), "");

        assertThat(entries).hasSize(2);
        assertThat(audit("?kind=token")).hasSize(1);
    }

    @Test
    void nothingChangesOrDeletesRows() throws SQLException {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = TestAccounts.add(database(), "luis", Role.EDITOR, "UGR");
        administrator().put("/api/campuses/INF", "{\"nombre\":\"Informática\"}");
        var id = administrator()
                .post("/api/news", notice("campus", "INF"))
                .json()
                .get("id")
                .asText();
        any(administrator()).patch("/api/accounts/" + luis, "{\"rol\":\"moderador\"}");
        var before = rows();

        any(administrator()).delete("/api/news/" + id);
        administrator().delete("/api/campuses/INF");
        administrator().delete("/api/accounts/" + luis);
        ana.submit("/cuenta/eliminar", "clave", PASSWORD);
        clock.advance(Duration.ofDays(4_000));
        administrator().post("/api/news", notice());
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            assertThat(administrator().send(method, "/api/audit", new byte[0]).status())
                    .isEqualTo(405);
            assertThat(administrator().send(method, "/auditoria", new byte[0]).status())
                    .isEqualTo(405);
        }

        assertThat(rows().subList(0, before.size())).isEqualTo(before);
        assertThat(rows()).hasSizeGreaterThan(before.size());
        assertThat(audit("?thing=" + luis).toString()).contains("rol: editor → moderador");
    }

    @Test
    void deletedAccountHasNoName() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        ana.post("/api/news", notice());
        var id = accountId("ana");
        administrator().delete("/api/accounts/" + id);

        assertThat(audit("?actor=" + id).get(0).get("quien").toString())
                .isEqualTo("{\"id\":\"" + id + "\",\"nombre\":null}");
    }

    private static Client any(Client client) {
        return client.with("If-Match", "*");
    }

    private JsonNode audit(String query) {
        return audit(administrator(), query);
    }

    private static JsonNode audit(Client client, String query) {
        var answer = client.get("/api/audit" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String export(Client client, String query) {
        return client.with("Accept", "application/x-ndjson")
                .get("/api/audit" + query)
                .text();
    }

    private List<String> details(String query) {
        return list(audit(query)).stream()
                .map(entry ->
                        entry.get("acto").asText() + " " + entry.get("detalle").asText())
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private String accountId(String username) {
        return list(administrator().get("/api/accounts").json()).stream()
                .filter(account -> account.get("usuario").asText().equals(username))
                .map(account -> account.get("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private List<String> rows() throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select * from journal order by position")) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append(' ');
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
