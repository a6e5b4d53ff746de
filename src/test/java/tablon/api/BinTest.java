package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class BinTest extends BoardTest {

    @Test
    void restoredNoticeIsTheSameInANewVersion() {
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));
        var posted = ana.post("/api/news", notice("caduca", "2026-04-01T00:00:00Z", "fijada", true, "idioma", "ca"));
        ana.with("If-Match", posted.header("ETag")).delete(path(posted));
        clock.advance(Duration.ofDays(29));

        var restored = ana.delete(path(posted) + "/withdrawal");

        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.header("ETag")).startsWith("\"2.").isNotEqualTo(posted.header("ETag"));
        assertThat(restored.text().replaceAll("\"actualizada\":\"[^\"]+\"", ""))
                .isEqualTo(posted.text().replaceAll("\"actualizada\":\"[^\"]+\"", ""));
        assertThat(reader().get(path(posted)).text()).isEqualTo(restored.text());
        assertThat(reader().get("/api/news?q=matricula").json()).hasSize(1);
    }

    @Test
    void readersGet410UntilItIsRestored() {
        var path = withdrawn(administrator());

        assertThat(reader().get(path).status()).isEqualTo(410);
        assertThat(administrator().get(path).status()).isEqualTo(410);
        assertThat(administrator().with("If-Match", "*").put(path, notice()).status())
                .isEqualTo(410);
        assertThat(reader().get("/api/news?q=matricula").json()).isEmpty();
    }

    @Test
    void noticeIsRestoredOnce() {
        var path = withdrawn(administrator());

        assertThat(administrator().delete(path + "/withdrawal").status()).isEqualTo(200);
        var second = administrator().delete(path + "/withdrawal");

        assertThat(second.status()).isEqualTo(404);
        assertThat(second.text()).contains("notice-not-withdrawn");
    }

    @Test
    void after30DaysNothingRestoresItAndTheNextWithdrawalRemovesIt() throws SQLException {
        var path = withdrawn(administrator());
        var other = administrator().post("/api/news", notice("titulo", "Otra"));
        clock.advance(Duration.ofDays(30));

        var late = administrator().delete(path + "/withdrawal");
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.text()).contains("withdrawal-final");
        assertThat(rows("select id from withdrawn")).hasSize(1);

        clock.advance(Duration.ofDays(1));
        administrator().with("If-Match", "*").delete(path(other));
        assertThat(rows("select id from withdrawn")).containsExactly(id(path(other)));
        assertThat(reader().get(path).status()).isEqualTo(410);
    }

    @Test
    void putOnABinnedIdRestoresItWithItsAuthorAndANewVersion() {
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));
        var path = withdrawn(ana);

        var put = administrator().with("If-None-Match", "*").put(path, notice("titulo", "Otra vez"));

        assertThat(put.status()).isEqualTo(201);
        assertThat(put.header("ETag")).startsWith("\"2.");
        assertThat(put.json().path("autor").asText()).isEqualTo("Ana");
        assertThat(put.json().path("titulo").asText()).isEqualTo("Otra vez");
    }

    @Test
    void putOnABinnedIdOfSomebodyElseIsRefused() {
        var path = withdrawn(unsafe(signedIn("ana", Role.EDITOR, "UGR")));
        var luis = unsafe(signedIn("luis", Role.EDITOR, "UGR"));

        assertThat(luis.with("If-None-Match", "*").put(path, notice()).status()).isEqualTo(403);
        assertThat(luis.delete(path + "/withdrawal").status()).isEqualTo(403);
        assertThat(luis.post("/news/addById", notice("id", id(path))).status()).isEqualTo(403);
    }

    @Test
    void addByIdOfThePrototypeRestoresToo() {
        var path = withdrawn(unsafe(signedIn("ana", Role.EDITOR, "UGR")));

        administrator().post("/news/addById", notice("id", id(path), "titulo", "Otra vez"));

        var read = reader().get(path);
        assertThat(read.header("ETag")).startsWith("\"2.");
        assertThat(read.json().path("autor").asText()).isEqualTo("Ana");
    }

    @Test
    void noticeWhoseCampusIsGoneCannotBeRestored() {
        administrator().put("/api/campuses/TMP", "{\"nombre\":\"Provisional\"}");
        var posted = administrator().post("/api/news", notice("campus", "TMP"));
        administrator().with("If-Match", "*").delete(path(posted));
        administrator().delete("/api/campuses/TMP");

        var restored = administrator().delete(path(posted) + "/withdrawal");

        assertThat(restored.status()).isEqualTo(409);
        assertThat(restored.text()).contains("campus-gone");
        assertThat(administrator()
                        .with("If-None-Match", "*")
                        .put(path(posted), notice())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void idsThatWereNeverWithdrawnCannotBeRestored() {
        var scheduled = administrator().post("/api/news", notice("publicada", "2027-01-01T00:00:00Z"));
        var ana = unsafe(signedIn("ana", Role.EDITOR, "UGR"));

        assertThat(ana.delete("/api/news/" + UUID.randomUUID() + "/withdrawal").status())
                .isEqualTo(404);
        assertThat(ana.delete("/api/news/nada/withdrawal").status()).isEqualTo(404);
        assertThat(ana.delete(path(scheduled) + "/withdrawal").text()).contains("unknown-notice");
        assertThat(reader().delete(path(scheduled) + "/withdrawal").status()).isEqualTo(401);
    }

    /** An older version deletes a notice that it created again only from the tables that it knows. */
    @Test
    void binOfBeforeAnOlderVersionsDeletionIsNotRestored() throws SQLException {
        var path = withdrawn(administrator());
        assertThat(rows("select id from news_deleted")).containsExactly(id(path));

        execute("update news_deleted set deleted = deleted + "
                + (tablon.testing.TestDatabase.isPostgresql() ? "interval '1 second'" : "1000"));

        assertThat(administrator().delete(path + "/withdrawal").text()).contains("withdrawal-final");
        var created = administrator().with("If-None-Match", "*").put(path, notice());
        assertThat(created.header("ETag")).startsWith("\"1.");
        assertThat(administrator().with("If-Match", "*").delete(path).status()).isEqualTo(204);
        assertThat(administrator().delete(path + "/withdrawal").status()).isEqualTo(200);
    }

    @Test
    void withdrawalAndRestorationAreInTheJournal() throws SQLException {
        var path = withdrawn(administrator());
        administrator().delete(path + "/withdrawal");

        assertThat(rows("select act from journal where kind = 'notice' order by position"))
                .containsExactly("create", "withdraw", "restore");
    }

    private String withdrawn(Client client) {
        var posted = client.post("/api/news", notice());
        client.with("If-Match", "*").delete(path(posted));
        return path(posted);
    }

    private Client unsafe(Client signedIn) {
        return signedIn.with("Sec-Fetch-Site", "same-origin");
    }

    private List<String> rows(String query) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
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

    private static String path(Exchange posted) {
        return URI.create(posted.header("Location")).getPath();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
