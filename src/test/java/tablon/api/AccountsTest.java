package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;
import tablon.testing.LogLines;
import tablon.testing.TestAccounts;

class AccountsTest extends BoardTest {

    @Test
    void administratorReadsAnAccount() {
        var ana = add("ana", Role.EDITOR, "UGR", "MED");

        var answer = administrator().get("/api/accounts/" + ana);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"id\":\"" + ana + "\",\"usuario\":\"ana\",\"nombre\":\"Ana\",\"correo\":null,"
                        + "\"rol\":\"editor\",\"campus\":[\"MED\",\"UGR\"],\"activa\":true}");
        assertThat(answer.header("ETag")).isEqualTo("\"1.1\"");
    }

    @Test
    void peopleReadTheirOwnAccountAndNoOther() {
        var luis = add("luis", Role.MEMBER);
        var ana = signedIn("ana", Role.MODERATOR, "UGR");

        assertThat(ana.get("/api/accounts/" + idOf("ana")).status()).isEqualTo(200);
        assertThat(ana.get("/api/accounts/" + luis).status()).isEqualTo(404);
        assertThat(ana.get("/api/accounts/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(ana.get("/api/accounts").status()).isEqualTo(403);
        assertThat(reader().get("/api/accounts").status()).isEqualTo(401);
        assertThat(reader().get("/api/accounts/" + luis).status()).isEqualTo(401);
    }

    @Test
    void accountsAreListedInPagesOfOneHundred() {
        for (int i = 0; i < 101; i++) {
            add("persona%03d".formatted(i), Role.EDITOR, "MED", "UGR");
        }

        var first = administrator().get("/api/accounts");
        var second = administrator().get(first.link("next").orElseThrow().toString());

        assertThat(first.json()).hasSize(100);
        assertThat(first.json().at("/99/usuario").asText()).isEqualTo("persona099");
        assertThat(first.json().at("/0/campus").toString()).isEqualTo("[\"MED\",\"UGR\"]");
        assertThat(second.json()).hasSize(1);
        assertThat(second.json().at("/0/usuario").asText()).isEqualTo("persona100");
        assertThat(second.link("next")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=%00", "cursor=zz!", "cursor=", "limit=5", "cursor=YQ&cursor=YQ"})
    void invalidParametersAreRefused(String query) {
        assertThat(administrator().get("/api/accounts?" + query).status()).isEqualTo(400);
    }

    @Test
    void administratorChangesAnAccount() {
        var id = add("ana", Role.MEMBER);

        var answer = administrator()
                .with("If-Match", "\"1.1\"")
                .patch(
                        "/api/accounts/" + id,
                        "{\"nombre\":\" Ana  García \",\"correo\":\"ana@ugr.es\",\"rol\":\"editor\",\"campus\":[\"ugr\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2.1\"");
        assertThat(answer.text())
                .contains("\"nombre\":\"Ana  García\"", "\"correo\":\"ana@ugr.es\"", "\"rol\":\"editor\"")
                .contains("\"campus\":[\"UGR\"]");
        assertThat(administrator().get("/api/accounts/" + id).text()).isEqualTo(answer.text());
    }

    @Test
    void changeNeedsTheCurrentTag() {
        var path = "/api/accounts/" + add("ana", Role.MEMBER);

        assertThat(administrator().patch(path, "{\"nombre\":\"A\"}").status()).isEqualTo(428);
        assertThat(administrator()
                        .with("If-Match", "\"9.1\"")
                        .patch(path, "{\"nombre\":\"A\"}")
                        .status())
                .isEqualTo(412);
        assertThat(administrator()
                        .with("If-Match", "*")
                        .patch(path, "{\"nombre\":\"A\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void peopleChangeTheirOwnName() {
        var ana = api(signedIn("ana", Role.EDITOR, "UGR"));

        var answer =
                ana.with("If-Match", "\"1.1\"").patch("/api/accounts/" + idOf("ana"), "{\"nombre\":\"Ana María\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ana.get("/api/accounts/" + idOf("ana")).text()).contains("Ana María");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rol\":\"administrador\"}",
                "{\"campus\":[\"UGR\",\"MED\"]}",
                "{\"activa\":false}",
                "{\"nombre\":\"x\",\"rol\":\"moderador\"}"
            })
    void peopleCannotChangeTheirOwnRights(String patch) {
        var ana = api(signedIn("ana", Role.EDITOR, "UGR"));
        var path = "/api/accounts/" + idOf("ana");

        var answer = ana.with("If-Match", "*").patch(path, patch);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(administrator().get(path).header("ETag")).isEqualTo("\"1.1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"usuario\":\"root\"}",
                "{\"id\":\"00000000-0000-0000-0000-000000000000\"}",
                "{\"clave\":\"una frase de paso\"}",
                "{\"password\":\"x\"}",
                "{\"version\":7}",
                "{\"rol\":\"dios\"}",
                "{\"rol\":null}",
                "{\"rol\":[\"editor\"]}",
                "{\"campus\":\"UGR\"}",
                "{\"campus\":[\"NADA\"]}",
                "{\"campus\":[1]}",
                "{\"activa\":\"sí\"}",
                "{\"correo\":\"nadie\"}",
                "{\"correo\":\"a@b@c\"}",
                "{\"nombre\":\"\"}",
                "{\"nombre\":null}",
                "{\"nombre\":\"a\\nSet-Cookie: x\"}",
                "[]"
            })
    void invalidMembersAreRefused(String patch) {
        var path = "/api/accounts/" + add("ana", Role.MEMBER);

        assertThat(administrator().with("If-Match", "*").patch(path, patch).status())
                .isEqualTo(422);
        assertThat(administrator().get(path).header("ETag")).isEqualTo("\"1.1\"");
    }

    @Test
    void longNameIsRefusedByItsLengthAndThenByTheSizeOfTheBody() {
        var path = "/api/accounts/" + add("ana", Role.MEMBER);
        var client = administrator().with("If-Match", "*");

        assertThat(client.patch(path, Map.of("nombre", "x".repeat(10_000))).status())
                .isEqualTo(422);
        assertThat(client.patch(path, Map.of("nombre", "x".repeat(20_000))).status())
                .isEqualTo(413);
    }

    @Test
    void changeOfRightsEndsTheSessions() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        assertThat(ana.get("/salir").status()).isEqualTo(200);

        patch("ana", "{\"nombre\":\"Ana María\"}");
        assertThat(ana.get("/salir").status()).isEqualTo(200);

        patch("ana", "{\"rol\":\"miembro\"}");
        assertThat(ana.get("/salir").status()).isEqualTo(303);
    }

    @Test
    void disabledAccountIsRefusedAtOnce() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        patch("ana", "{\"activa\":false}");

        assertThat(ana.get("/api/accounts/" + idOf("ana")).status()).isEqualTo(401);
        assertThat(reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD)
                        .status())
                .isEqualTo(422);
        patch("ana", "{\"activa\":true}");
        assertThat(ana.get("/salir").status()).isEqualTo(303);
        assertThat(signIn("ana", PASSWORD).get("/salir").status()).isEqualTo(200);
    }

    @Test
    void administratorSignsAPersonOutEverywhere() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var luis = api(signedIn("luis", Role.EDITOR, "UGR"));

        assertThat(luis.delete("/api/accounts/" + idOf("ana") + "/sessions").status())
                .isEqualTo(404);
        assertThat(ana.get("/salir").status()).isEqualTo(200);
        assertThat(administrator()
                        .delete("/api/accounts/" + idOf("ana") + "/sessions")
                        .status())
                .isEqualTo(204);

        assertThat(ana.get("/salir").status()).isEqualTo(303);
        assertThat(luis.get("/salir").status()).isEqualTo(200);
    }

    @Test
    void deletedAccountLosesItsSessionsAndItsNameOnNotices() throws SQLException {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = idOf("ana");
        administrator().post("/api/news", notice());
        execute("update news set author = '%s', author_name = 'Ana'".formatted(id));

        var answer = administrator().delete("/api/accounts/" + id);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(ana.get("/salir").status()).isEqualTo(303);
        assertThat(administrator().get("/api/accounts/" + id).status()).isEqualTo(404);
        assertThat(rows("select version || ' ' || coalesce(author_name, '-') from news"))
                .containsExactly("2 -");
        assertThat(rows("select count(*) from session")).containsExactly("0");
        assertThat(administrator().get("/api/news").json()).hasSize(1);
    }

    @Test
    void peopleDeleteTheirOwnAccountAndNoOther() {
        var luis = add("luis", Role.MEMBER);
        var ana = api(signedIn("ana", Role.EDITOR, "UGR"));

        assertThat(ana.delete("/api/accounts/" + luis).status()).isEqualTo(404);
        assertThat(ana.delete("/api/accounts/" + idOf("ana")).status()).isEqualTo(204);
        assertThat(ana.get("/salir").status()).isEqualTo(303);
    }

    @Test
    void lastAdministratorStays() {
        var path = "/api/accounts/" + add("ana", Role.ADMINISTRATOR);
        var disabled = add("luis", Role.ADMINISTRATOR);
        patch("luis", "{\"activa\":false}");

        for (var patch : List.of("{\"rol\":\"editor\"}", "{\"activa\":false}")) {
            var refused = administrator().with("If-Match", "*").patch(path, patch);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("last-administrator");
        }
        assertThat(administrator().delete(path).status()).isEqualTo(409);
        assertThat(administrator()
                        .with("If-Match", "*")
                        .patch(path, "{\"nombre\":\"Ana María\"}")
                        .status())
                .isEqualTo(200);
        assertThat(administrator().delete("/api/accounts/" + disabled).status()).isEqualTo(204);
    }

    @Test
    void twoAdministratorsCannotDemoteEachOtherAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            var one = add("one" + round, Role.ADMINISTRATOR);
            var two = add("two" + round, Role.ADMINISTRATOR);

            var statuses = atOnce(List.of(() -> demote(one), () -> demote(two)));

            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
            assertThat(rows("select count(*) from account where role = 'administrador'"))
                    .containsExactly("1");
            execute("delete from account");
        }
    }

    @Test
    void twoAdministratorsCannotDeleteEachOtherAtOnce() throws Exception {
        var one = add("one", Role.ADMINISTRATOR);
        var two = add("two", Role.ADMINISTRATOR);

        var statuses = atOnce(List.of(
                () -> administrator().delete("/api/accounts/" + one).status(),
                () -> administrator().delete("/api/accounts/" + two).status()));

        assertThat(statuses).containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void deletedCampusLeavesTheAccountWithANewTag() {
        var id = add("ana", Role.EDITOR, "MED", "UGR");

        administrator().delete("/api/campuses/med");

        var answer = administrator().get("/api/accounts/" + id);
        assertThat(answer.text()).contains("\"campus\":[\"UGR\"]");
        assertThat(answer.header("ETag")).isEqualTo("\"2.1\"");
    }

    @Test
    void changesAreInTheJournalWithoutContent() throws SQLException {
        var id = add("ana", Role.EDITOR, "UGR");

        patch("ana", "{\"nombre\":\"Ana María\"}");
        administrator().delete("/api/accounts/" + id);

        assertThat(rows("select actor || ' ' || act || ' ' || kind || ' ' || thing || ' ' || origin from journal"
                        + " where kind = 'account' order by position"))
                .containsExactly(
                        "administrator update account " + id + " api", "administrator delete account " + id + " api");
    }

    @Test
    void namesAreNotLogged() {
        try (var log = new LogLines()) {
            patch(add("ana", Role.EDITOR, "UGR"), "{\"nombre\":\"Nadie\\u2028debe\",\"correo\":\"secreto@ugr.es\"}");

            assertThat(log.text()).doesNotContain("Nadie", "secreto@");
        }
    }

    private int demote(UUID id) {
        return patch(id, "{\"rol\":\"editor\"}").status();
    }

    private Exchange patch(String username, String patch) {
        return patch(UUID.fromString(idOf(username)), patch);
    }

    private Exchange patch(UUID id, String patch) {
        return administrator().with("If-Match", "*").patch("/api/accounts/" + id, patch);
    }

    /** Starts all calls at once, and returns their results. */
    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            var results = threads.invokeAll(calls);
            return List.of(results.get(0).get(), results.get(1).get());
        } finally {
            threads.shutdown();
        }
    }

    private UUID add(String username, Role role, String... campuses) {
        return TestAccounts.add(database(), username, role, campuses);
    }

    private static Client api(Client client) {
        return client.with("Sec-Fetch-Site", "same-origin");
    }

    private String idOf(String username) {
        try {
            return rows("select id from account where folded = '" + username + "'")
                    .get(0);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String query) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
