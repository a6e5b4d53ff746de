package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class ApprovalTest extends BoardTest {
    private static final String REASON = "{\"motivo\":\"Falta el lugar.\"}";

    private Client mia;
    private Client mod;

    ApprovalTest() {
        mia = reader();
        mod = reader();
    }

    @BeforeEach
    void people() {
        mia = unsafe(signedIn("mia", Role.MEMBER, "UGR"));
        mod = unsafe(signedIn("mod", Role.MODERATOR, "UGR"));
    }

    @Test
    void proposalReachesNoReaderBeforeItsApproval() {
        var before = outlets();

        var posted = mia.post("/api/news", notice("titulo", "Zarzuela", "fijada", true));

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.json().get("estado").asText()).isEqualTo("propuesta");
        assertThat(posted.json().get("autor").asText()).isEqualTo("Mia");
        assertThat(outlets()).isEqualTo(before);
        assertThat(reader().get("/sitemap.xml").text())
                .doesNotContain(posted.json().get("id").asText());
        assertThat(reader().with("Accept", "text/html").get("/noticias/nada").text())
                .doesNotContain("Zarzuela");
        assertThat(reader().get(path(posted)).status()).isEqualTo(404);
        assertThat(reader().get(page(posted)).status()).isEqualTo(404);
        assertThat(reader().get("/api/news?q=zarzuela").json()).isEmpty();
        assertThat(findById(posted).status()).isEqualTo(404);

        mod.put(path(posted) + "/approval", "");

        assertThat(outlets()).isNotEqualTo(before).allMatch(text -> text.contains("Zarzuela"));
        assertThat(reader().get("/api/news?q=zarzuela").json()).hasSize(1);
        assertThat(findById(posted).status()).isEqualTo(200);
    }

    @Test
    void authorAndModeratorsSeeTheProposalAndOthersDoNot() {
        var posted = mia.post("/api/news", notice());
        var other = unsafe(signedIn("otra", Role.MEMBER, "UGR"));
        var editor = unsafe(signedIn("eva", Role.EDITOR, "UGR"));

        for (var way : List.of("", "/proposal")) {
            assertThat(mia.get(path(posted) + way).status()).isEqualTo(200);
            assertThat(mod.get(path(posted) + way).status()).isEqualTo(200);
            assertThat(other.get(path(posted) + way).status()).isEqualTo(404);
            assertThat(editor.get(path(posted) + way).status()).isEqualTo(404);
        }
        assertThat(mia.get("/api/news?state=proposed").json()).hasSize(1);
        assertThat(mod.get("/api/news?state=proposed").json()).hasSize(1);
        assertThat(other.get("/api/news?state=proposed").json()).isEmpty();
        assertThat(reader().get("/api/news?state=proposed").status()).isEqualTo(401);
    }

    @Test
    void approvedNoticeAppearsNowAndNotWhenItWasWritten() {
        var posted = mia.post("/api/news", notice());
        clock.advance(Duration.ofDays(2));
        var newer = administrator().post("/api/news", notice("titulo", "Entretanto"));
        clock.advance(Duration.ofHours(1));

        var approved = mod.put(path(posted) + "/approval", "");

        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.json().get("estado").asText()).isEqualTo("visible");
        assertThat(approved.json().get("publicada").asText())
                .isEqualTo(approved.json().get("actualizada").asText())
                .isGreaterThan(newer.json().get("publicada").asText());
        assertThat(reader().get("/api/news").json().get(0).get("id"))
                .isEqualTo(posted.json().get("id"));
    }

    @Test
    void approvedNoticeKeepsALaterPublication() {
        var posted = mia.post("/api/news", notice("publicada", "2030-01-01T00:00:00Z"));

        var approved = mod.put(path(posted) + "/approval", "");

        assertThat(approved.json().get("estado").asText()).isEqualTo("programada");
        assertThat(reader().get(path(posted)).status()).isEqualTo(404);
    }

    @Test
    void approvalIsIdempotent() throws SQLException {
        var posted = mia.post("/api/news", notice());
        var first = mod.put(path(posted) + "/approval", "");

        var second = mod.put(path(posted) + "/approval", "");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(rows("select act from journal where act = 'approve'")).hasSize(1);
    }

    @Test
    void refusedNoticeHasAReasonAndIsProposedAgainWhenItsAuthorCorrectsIt() {
        var posted = mia.post("/api/news", notice());

        var refused = mod.put(path(posted) + "/rejection", REASON);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(mia.get(path(posted)).json().get("estado").asText()).isEqualTo("rechazada");
        assertThat(mia.get(path(posted)).json().get("motivo").asText()).isEqualTo("Falta el lugar.");
        assertThat(mia.get(path(posted)).header("ETag")).isNotEqualTo(posted.header("ETag"));
        assertThat(mod.get("/api/news?state=proposed").json()).isEmpty();

        var corrected = mia.with("If-Match", "*").patch(path(posted), "{\"descripcion\":\"En el aula 3.\"}");

        assertThat(corrected.json().get("estado").asText()).isEqualTo("propuesta");
        assertThat(corrected.json().has("motivo")).isFalse();
        assertThat(mod.get("/api/news?state=proposed").json()).hasSize(1);
        assertThat(reader().get(path(posted)).status()).isEqualTo(404);
    }

    @Test
    void secondModeratorWhoDecidesOtherwiseIsTold() {
        var posted = mia.post("/api/news", notice());
        mod.put(path(posted) + "/rejection", REASON);

        assertThat(mod.put(path(posted) + "/rejection", REASON).status()).isEqualTo(200);
        assertThat(mod.put(path(posted) + "/rejection", "{\"motivo\":\"Otro.\"}")
                        .text())
                .contains("proposal-decided");
        assertThat(mod.put(path(posted) + "/approval", "").status()).isEqualTo(409);

        var tag = mod.get(path(posted) + "/proposal").header("ETag");
        assertThat(mod.with("If-Match", tag).put(path(posted) + "/approval", "").status())
                .isEqualTo(200);
        assertThat(mod.put(path(posted) + "/rejection", REASON).text()).contains("no-proposal");
    }

    @Test
    void moderatorDecidesAboutWhatTheyHaveSeen() {
        var posted = mia.post("/api/news", notice());
        mia.with("If-Match", posted.header("ETag")).patch(path(posted), "{\"titulo\":\"Otra cosa\"}");

        var late = mod.with("If-Match", posted.header("ETag")).put(path(posted) + "/approval", "");

        assertThat(late.status()).isEqualTo(412);
        assertThat(reader().get(path(posted)).status()).isEqualTo(404);
    }

    @Test
    void changeOfAnApprovedNoticeWaitsBesideIt() {
        var posted = approved();
        var before = reader().get(path(posted));

        assertThat(mia.with("If-Match", "*")
                        .patch(path(posted), "{\"titulo\":\"Cambio\"}")
                        .text())
                .contains("needs-approval");
        var proposed = mia.put(path(posted) + "/proposal", notice("titulo", "Cambio"));

        assertThat(proposed.status()).isEqualTo(200);
        assertThat(proposed.json().get("estado").asText()).isEqualTo("propuesta");
        assertThat(reader().get(path(posted)).text()).isEqualTo(before.text());
        assertThat(reader().get(path(posted)).header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(reader().get("/api/news?q=cambio").json()).isEmpty();

        var approved = mod.put(path(posted) + "/approval", "");

        assertThat(approved.json().get("titulo").asText()).isEqualTo("Cambio");
        assertThat(approved.json().get("publicada")).isEqualTo(before.json().get("publicada"));
        assertThat(reader().get("/api/news?q=cambio").json()).hasSize(1);
        assertThat(mod.get(path(posted) + "/proposal").status()).isEqualTo(404);
    }

    @Test
    void refusedChangeLeavesTheNoticeAndIsTakenBackByItsAuthor() {
        var posted = approved();
        mia.put(path(posted) + "/proposal", notice("titulo", "Cambio"));
        mod.put(path(posted) + "/rejection", REASON);

        assertThat(mia.get(path(posted)).json().get("estado").asText()).isEqualTo("visible");
        assertThat(mia.get(path(posted) + "/proposal").json().get("motivo").asText())
                .isEqualTo("Falta el lugar.");
        assertThat(mod.delete(path(posted) + "/proposal").status()).isEqualTo(403);
        assertThat(mia.delete(path(posted) + "/proposal").status()).isEqualTo(204);
        assertThat(mia.delete(path(posted) + "/proposal").status()).isEqualTo(404);
        assertThat(mia.get("/api/news?state=refused").json()).isEmpty();
    }

    @Test
    void approvalDoesNotOverwriteWhatAColleagueChangedMeanwhile() {
        var posted = approved();
        mia.put(path(posted) + "/proposal", notice("titulo", "Cambio"));
        administrator().with("If-Match", "*").patch(path(posted), "{\"descripcion\":\"Corregido.\"}");

        var blind = mod.put(path(posted) + "/approval", "");
        assertThat(blind.status()).isEqualTo(409);
        assertThat(blind.text()).contains("proposal-outdated");

        var tag = mod.get(path(posted) + "/proposal").header("ETag");
        administrator().with("If-Match", "*").patch(path(posted), "{\"descripcion\":\"Otra vez.\"}");
        assertThat(mod.with("If-Match", tag).put(path(posted) + "/approval", "").status())
                .isEqualTo(412);

        var current = mod.get(path(posted) + "/proposal").header("ETag");
        assertThat(mod.with("If-Match", current)
                        .put(path(posted) + "/approval", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void hiddenNoticeIsSeenByItsAuthorWithTheReason() {
        var posted = approved();
        var before = reader().get(path(posted)).text();

        var hidden = mod.put(path(posted) + "/hiding", REASON);

        assertThat(hidden.json().get("estado").asText()).isEqualTo("oculta");
        assertThat(reader().get(path(posted)).status()).isEqualTo(404);
        assertThat(reader().get("/api/news").json()).isEmpty();
        assertThat(reader().get("/api/news?q=matricula").json()).isEmpty();
        assertThat(mia.get(path(posted)).json().get("motivo").asText()).isEqualTo("Falta el lugar.");
        assertThat(mia.delete(path(posted) + "/hiding").status()).isEqualTo(403);

        assertThat(mod.delete(path(posted) + "/hiding").status()).isEqualTo(200);
        assertThat(reader().get(path(posted)).text()).isEqualTo(before);
        assertThat(reader().get("/api/news?q=matricula").json()).hasSize(1);
        assertThat(mod.delete(path(posted) + "/hiding").status()).isEqualTo(404);
    }

    @Test
    void proposedChangeWaitsWhileItsNoticeIsWithdrawnAndGoesWithIt() throws SQLException {
        var posted = approved();
        mia.put(path(posted) + "/proposal", notice("titulo", "Cambio"));
        administrator().with("If-Match", "*").delete(path(posted));

        assertThat(mod.get("/api/news?state=proposed").json()).isEmpty();
        assertThat(mia.get("/mis-noticias").text()).doesNotContain("Cambio");
        administrator().delete(path(posted) + "/withdrawal");
        assertThat(mod.get("/api/news?state=proposed").json()).hasSize(1);
        assertThat(mia.get("/mis-noticias").text()).contains("Cambio");

        administrator().with("If-Match", "*").delete(path(posted));
        clock.advance(Duration.ofDays(31));
        var other = administrator().post("/api/news", notice());
        administrator().with("If-Match", "*").delete(path(other));
        assertThat(rows("select id from submission")).isEmpty();
    }

    @Test
    void editorWhoseNoticeIsHiddenCorrectsItAndAModeratorApproves() {
        var eva = unsafe(signedIn("eva", Role.EDITOR, "UGR"));
        var posted = eva.post("/api/news", notice());
        mod.put(path(posted) + "/hiding", REASON);

        var corrected = eva.with("If-Match", "*").patch(path(posted), "{\"descripcion\":\"En el aula 3.\"}");

        assertThat(corrected.json().get("estado").asText()).isEqualTo("propuesta");
        assertThat(reader().get(path(posted)).status()).isEqualTo(404);
        assertThat(mod.put(path(posted) + "/approval", "").status()).isEqualTo(200);
        assertThat(reader().get(path(posted)).json().get("descripcion").asText())
                .isEqualTo("En el aula 3.");
    }

    @Test
    void noWayThroughTheBinAvoidsTheApproval() {
        var posted = mia.post("/api/news", notice());
        mia.with("If-Match", "*").delete(path(posted));

        assertThat(mia.delete(path(posted) + "/withdrawal").json().get("estado").asText())
                .isEqualTo("propuesta");
        mia.with("If-Match", "*").delete(path(posted));
        assertThat(mia.with("If-None-Match", "*")
                        .put(path(posted), notice("titulo", "Otra"))
                        .json()
                        .get("estado")
                        .asText())
                .isEqualTo("propuesta");

        var approved = approved();
        mia.with("If-Match", "*").delete(path(approved));
        assertThat(mia.with("If-None-Match", "*")
                        .put(path(approved), notice("titulo", "Distinta"))
                        .json()
                        .get("estado")
                        .asText())
                .isEqualTo("propuesta");

        var hidden = approved();
        mod.put(path(hidden) + "/hiding", REASON);
        mia.with("If-Match", "*").delete(path(hidden));
        assertThat(mia.delete(path(hidden) + "/withdrawal").json().get("estado").asText())
                .isEqualTo("oculta");
        assertThat(reader().get("/api/news").json()).isEmpty();
    }

    @Test
    void moderatorCorrectsAProposalWithoutApprovingIt() {
        var posted = mia.post("/api/news", notice());

        var corrected = mod.with("If-Match", "*").patch(path(posted), "{\"titulo\":\"Corregido\"}");

        assertThat(corrected.json().get("estado").asText()).isEqualTo("propuesta");
        assertThat(corrected.json().get("autor").asText()).isEqualTo("Mia");
        assertThat(reader().get(path(posted)).status()).isEqualTo(404);
    }

    @Test
    void expiredProposalCannotBeApproved() {
        var posted = mia.post(
                "/api/news",
                notice("caduca", clock.instant().plus(Duration.ofDays(1)).toString()));
        clock.advance(Duration.ofDays(2));

        var late = mod.put(path(posted) + "/approval", "");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("proposal-expired");
        assertThat(mod.get("/api/news?state=proposed").json()).hasSize(1);
    }

    @Test
    void approvalInTheMomentOfTheExpiryIsTooLate() {
        var expires = clock.instant().plus(Duration.ofHours(1));
        var early = mia.post("/api/news", notice("caduca", expires.toString()));
        var late = mia.post("/api/news", notice("caduca", expires.toString()));

        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(mod.put(path(early) + "/approval", "").json().get("estado").asText())
                .isEqualTo("visible");
        clock.advance(Duration.ofMillis(1));
        assertThat(mod.put(path(late) + "/approval", "").status()).isEqualTo(409);
        assertThat(reader().get(path(early)).status()).isEqualTo(410);
    }

    @Test
    void simultaneousDecisionsLeaveOneOfThem() throws Exception {
        for (int round = 0; round < 5; round++) {
            var posted = mia.post("/api/news", notice("titulo", "Ronda " + round));
            var tag = posted.header("ETag");

            var answers = atOnce(List.of(
                    () -> mod.put(path(posted) + "/approval", "").status(),
                    () -> mod.put(path(posted) + "/rejection", REASON).status(),
                    () -> mia.with("If-Match", tag)
                            .patch(path(posted), "{\"titulo\":\"Nueva\"}")
                            .status()));

            var state = mia.get(path(posted)).json().get("estado").asText();
            boolean read = reader().get(path(posted)).status() == 200;
            assertThat(answers)
                    .allMatch(status -> List.of(200, 403, 404, 409, 412).contains(status));
            assertThat(answers).contains(200);
            assertThat(read).isEqualTo(state.equals("visible"));
        }
    }

    @Test
    void everyFaultOfAReasonIsNamed() {
        var posted = mia.post("/api/news", notice());

        assertThat(mod.put(path(posted) + "/rejection", "{}").status()).isEqualTo(422);
        assertThat(mod.put(path(posted) + "/rejection", "{\"motivo\":\"\",\"otro\":1}")
                        .json()
                        .get("errors"))
                .hasSize(2);
        assertThat(mod.put(path(posted) + "/rejection", "{\"motivo\":\"" + "á".repeat(501) + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(mod.put(path(posted) + "/rejection", "{\"motivo\":\"" + "á".repeat(500) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(mod.put("/api/news/" + UUID.randomUUID() + "/approval", "").status())
                .isEqualTo(404);
        assertThat(mod.put("/api/news/x/hiding", REASON).status()).isEqualTo(404);
    }

    @Test
    void onlyNamedModeratorsDecideInACampusThatNamesSome() throws SQLException {
        var named = unsafe(signedIn("ruth", Role.MODERATOR, "UGR"));
        execute("insert into campus_moderator (campus, account) select 'UGR', id from account where username = 'ruth'");
        var posted = mia.post("/api/news", notice());

        assertThat(mod.put(path(posted) + "/approval", "").status()).isEqualTo(403);
        assertThat(mod.put(path(posted) + "/rejection", REASON).status()).isEqualTo(403);
        assertThat(mod.get("/api/news?state=proposed").json()).isEmpty();
        assertThat(named.get("/api/news?state=proposed").json()).hasSize(1);
        assertThat(named.put(path(posted) + "/approval", "").status()).isEqualTo(200);
        assertThat(mod.put(path(posted) + "/hiding", REASON).status()).isEqualTo(403);
        assertThat(administrator().put(path(posted) + "/hiding", REASON).status())
                .isEqualTo(200);
    }

    @Test
    void memberProposesInOwnCampusesAndWithoutAnyInEach() {
        var free = unsafe(signedIn("libre", Role.MEMBER));

        assertThat(mia.post("/api/news", notice("campus", "MED")).status()).isEqualTo(403);
        assertThat(free.post("/api/news", notice("campus", "MED")).status()).isEqualTo(201);
    }

    @Test
    void openProposalsOfOneMemberAreLimited() {
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(mia.post("/api/news", notice()).status()).isEqualTo(201);
        }

        var refused = mia.post("/api/news", notice());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("too-many-proposals");
    }

    @Test
    void listsContinueWithTheLink() {
        for (int i = 0; i < 5; i++) {
            mia.post("/api/news", notice("titulo", "Aviso " + i));
            clock.advance(Duration.ofSeconds(1));
        }

        var first = mod.get("/api/news?state=proposed&limit=3");
        var next = first.header("Link").replaceAll(".*<([^>]+)>; rel=\"next\".*", "$1");
        var second = mod.get(next.substring(next.indexOf("/api/")));

        assertThat(first.json().get(0).get("titulo").asText()).isEqualTo("Aviso 0");
        assertThat(first.json()).hasSize(3);
        assertThat(second.json().get(1).get("titulo").asText()).isEqualTo("Aviso 4");
        assertThat(second.json()).hasSize(2);
        assertThat(mod.get("/api/news?state=proposed&q=aviso").status()).isEqualTo(400);
    }

    private Exchange approved() {
        var posted = mia.post("/api/news", notice());
        mod.put(path(posted) + "/approval", "");
        return posted;
    }

    /** What anybody can read without an address. */
    private List<String> outlets() {
        return List.of(
                reader().get("/").text(),
                reader().get("/api/news").text(),
                reader().get("/news").text());
    }

    private Exchange findById(Exchange posted) {
        return reader().post(
                        "/news/findById", Map.of("id", posted.json().get("id").asText()));
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String path(Exchange posted) {
        return URI.create(posted.header("Location")).getPath();
    }

    private static String page(Exchange posted) {
        return path(posted).replace("/api/news", "/noticias");
    }

    private static Client unsafe(Client client) {
        return client.with("Sec-Fetch-Site", "same-origin");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database().getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private List<String> rows(String query) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }
}
