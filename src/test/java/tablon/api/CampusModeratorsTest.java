package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;
import tablon.testing.TestAccounts;

class CampusModeratorsTest extends BoardTest {
    private static final String PATH = "/api/campuses/UGR/moderators";

    private UUID ana = UUID.randomUUID();
    private UUID luis = UUID.randomUUID();

    @BeforeEach
    void addModerators() {
        ana = TestAccounts.add(database(), "ana", Role.MODERATOR, "UGR");
        luis = TestAccounts.add(database(), "Luis", Role.MODERATOR);
    }

    @Test
    void campusNamesNobodyAtFirst() {
        assertThat(administrator().get(PATH).text()).isEqualTo("{\"moderadores\":[]}");
    }

    @Test
    void namedModeratorsAreListedByUserName() {
        var answer = name(luis, ana, luis.toString().toUpperCase(Locale.ROOT));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"moderadores\":[{\"id\":\"" + ana + "\",\"usuario\":\"ana\",\"nombre\":\"Ana\"},{\"id\":\""
                                + luis + "\",\"usuario\":\"Luis\",\"nombre\":\"Luis\"}]}");
        assertThat(administrator().get("/api/campuses/ugr/moderators").text()).isEqualTo(answer.text());
        assertThat(administrator().get("/api/campuses/MED/moderators").text()).isEqualTo("{\"moderadores\":[]}");
    }

    @Test
    void putReplacesTheList() throws SQLException {
        name(ana);

        name(luis);

        assertThat(named()).containsExactly("UGR Luis");
        name();
        assertThat(named()).isEmpty();
    }

    @Test
    void everyFaultIsReportedAtOnce() {
        var editor = TestAccounts.add(database(), "eva", Role.EDITOR, "UGR");
        var administrator = TestAccounts.add(database(), "adm", Role.ADMINISTRATOR);
        change(luis, "{\"activa\":false}");

        var answer = administrator()
                .put(
                        PATH,
                        Map.of(
                                "moderadores",
                                List.of(ana, ana, "x", UUID.randomUUID(), editor, administrator, luis),
                                "color",
                                "rojo"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(faults(answer))
                .containsExactly(
                        "/moderadores/2 not-a-uuid",
                        "/moderadores/3 not-a-moderator",
                        "/moderadores/4 not-a-moderator",
                        "/moderadores/5 not-a-moderator",
                        "/moderadores/6 not-a-moderator",
                        "/color unknown-member");
        assertThat(administrator().get(PATH).text()).isEqualTo("{\"moderadores\":[]}");
    }

    @Test
    void listMustBeSent() throws SQLException {
        name(ana);

        assertThat(faults(administrator().put(PATH, "{}"))).containsExactly("/moderadores required");
        assertThat(faults(administrator().put(PATH, "{\"moderadores\":null}"))).containsExactly("/moderadores null");
        assertThat(faults(administrator().put(PATH, "[]"))).containsExactly(" not-an-object");
        assertThat(named()).containsExactly("UGR ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ana\"", "{}", "true", "1"})
    void otherValueThanAnArrayIsRefused(String value) {
        var answer = administrator().put(PATH, "{\"moderadores\":" + value + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(faults(answer)).containsExactly("/moderadores not-an-array");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[null]", "[\"\"]", "[[]]", "[\"0123456789012345678901234567890123456\"]"})
    void otherElementsThanIdsAreRefused(String value) {
        var answer = administrator().put(PATH, "{\"moderadores\":" + value + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(faults(answer)).containsExactly("/moderadores not-lines");
    }

    @Test
    void campusNamesAtMostFifty() throws SQLException {
        var fifty = IntStream.range(0, 50)
                .mapToObj(number -> TestAccounts.add(database(), "m" + number, Role.MODERATOR))
                .toArray();

        assertThat(name(fifty).status()).isEqualTo(200);
        assertThat(named()).hasSize(50);
        var refused = administrator().put(PATH, Map.of("moderadores", Collections.nCopies(51, ana)));
        assertThat(faults(refused)).containsExactly("/moderadores too-many");
        assertThat(named()).hasSize(50);
    }

    @Test
    void unknownCampusIsNotFound() {
        for (var code : List.of("NADA", "a%20b")) {
            var path = "/api/campuses/" + code + "/moderators";

            assertThat(administrator().get(path).status()).isEqualTo(404);
            assertThat(administrator().put(path, "{\"moderadores\":[]}").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void onlyAdministratorsReadAndNameThem() throws SQLException {
        name(ana);
        var moderator = signIn("ana", PASSWORD).with("Sec-Fetch-Site", "same-origin");

        assertThat(reader().get(PATH).status()).isEqualTo(401);
        assertThat(reader().put(PATH, "{\"moderadores\":[]}").status()).isEqualTo(401);
        assertThat(moderator.get(PATH).status()).isEqualTo(403);
        assertThat(moderator.put(PATH, "{\"moderadores\":[]}").status()).isEqualTo(403);
        assertThat(named()).containsExactly("UGR ana");
    }

    @Test
    void readersDoNotLearnThem() {
        name(ana);

        for (var path : List.of("/api/campuses", "/api/campuses/UGR", "/", "/?campus=UGR")) {
            assertThat(reader().get(path).text()).doesNotContain("moderadores", ana.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"rol\":\"editor\"}", "{\"rol\":\"administrador\"}", "{\"activa\":false}"})
    void whoIsNoActiveModeratorAnyMoreIsNotNamed(String patch) throws SQLException {
        name(ana, luis);
        administrator().put("/api/campuses/MED/moderators", Map.of("moderadores", List.of(ana)));

        change(ana, patch);

        assertThat(named()).containsExactly("UGR Luis");
    }

    @Test
    void whoStaysAModeratorStaysNamed() throws SQLException {
        name(ana);

        change(ana, "{\"nombre\":\"Ana María\",\"campus\":[\"MED\"]}");

        assertThat(named()).containsExactly("UGR ana");
    }

    @Test
    void deletedAccountsAndCampusesLeaveNoRows() throws SQLException {
        name(ana, luis);
        administrator().put("/api/campuses/MED/moderators", Map.of("moderadores", List.of(luis)));

        administrator().delete("/api/accounts/" + ana);
        administrator().delete("/api/campuses/MED");

        assertThat(named()).containsExactly("UGR Luis");
    }

    @Test
    void journalSaysWhoIsNamedNow() throws SQLException {
        name(luis, ana);
        name(ana, luis);
        name();

        assertThat(rows("select actor || ' ' || act || ' ' || kind || ' ' || thing || ' ' || campus || ' ' || detail"
                        + " from journal where act = 'update' order by position"))
                .containsExactly(
                        "administrator update campus UGR UGR moderadores: ana, Luis",
                        "administrator update campus UGR UGR moderadores: —");
    }

    @Test
    void refusedAndUnchangedListsAppendNoRow() throws SQLException {
        name(ana);
        var before = rows("select count(*) from journal");

        name(ana);
        name("x");
        administrator().put("/api/campuses/NADA/moderators", "{\"moderadores\":[]}");

        assertThat(rows("select count(*) from journal")).isEqualTo(before);
    }

    private Exchange name(Object... ids) {
        return administrator().put(PATH, Map.of("moderadores", List.of(ids)));
    }

    private void change(UUID account, String patch) {
        var answer = administrator().with("If-Match", "*").patch("/api/accounts/" + account, patch);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static List<String> faults(Exchange answer) {
        var faults = new ArrayList<String>();
        answer.json()
                .path("errors")
                .forEach(fault -> faults.add(fault.path("pointer").asText() + " "
                        + fault.path("code").asText()));
        return faults;
    }

    /** Such as {@code UGR ana}. */
    private List<String> named() throws SQLException {
        return rows(
                "select campus || ' ' || username from campus_moderator join account on account.id = campus_moderator.account"
                        + " order by campus, folded");
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
