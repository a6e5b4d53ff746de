package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

class JournalTest extends BoardTest {

    @Test
    void everyChangeAppendsOneRow() throws SQLException {
        var path = path(administrator().post("/api/news", notice()));
        var id = path.substring(path.lastIndexOf('/') + 1);
        var own = UUID.randomUUID().toString();
        int before = journal().size();

        administrator().with("If-Match", "*").put(path, notice("titulo", "Otra"));
        administrator().with("If-Match", "*").patch(path, "{\"fijada\":true}");
        administrator().with("If-Match", "*").delete(path);
        administrator().with("If-None-Match", "*").put("/api/news/" + own, notice());
        administrator().post("/news/addById", notice("id", own, "titulo", "Otra"));
        administrator().send("DELETE", "/news/deleteById", json("{\"id\":\"" + own + "\"}"));
        administrator().put("/api/campuses/INF", "{\"nombre\":\"Informática\"}");
        administrator().put("/api/campuses/INF", "{\"nombre\":\"Informatica\"}");
        administrator().delete("/api/campuses/INF");

        assertThat(journal().subList(before, journal().size()))
                .containsExactly(
                        "administrator update notice " + id + " api",
                        "administrator update notice " + id + " api",
                        "administrator withdraw notice " + id + " api",
                        "administrator create notice " + own + " api",
                        "administrator update notice " + own + " prototype",
                        "administrator withdraw notice " + own + " prototype",
                        "administrator create campus INF api",
                        "administrator update campus INF api",
                        "administrator delete campus INF api");
    }

    @Test
    void actorOfCampusesInTheSettingsIsTheBoard() throws SQLException {
        assertThat(journal()).contains("board create campus UGR settings", "board create campus MED settings");
    }

    @Test
    void refusedAndRepeatedRequestsAppendNoRow() throws SQLException {
        var path = path(administrator().with("Idempotency-Key", "a").post("/api/news", notice()));
        int before = journal().size();

        administrator().with("Idempotency-Key", "a").post("/api/news", notice());
        administrator().with("If-Match", "\"x\"").delete(path);
        administrator().post("/api/news", notice("titulo", ""));
        administrator().delete("/api/campuses/UGR");

        assertThat(journal()).hasSize(before);
    }

    @Test
    void rowHasTheRevisionAndItsStamp() throws SQLException {
        administrator().post("/api/news", notice());

        assertThat(rows("select count(*) from journal join revision on journal.revision = revision.number"
                        + " and journal.stamp = revision.stamp"))
                .containsExactly("1");
    }

    private List<String> journal() throws SQLException {
        return rows("select actor || ' ' || act || ' ' || kind || ' ' || thing || ' ' || origin from journal"
                + " order by position");
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

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String path(Exchange posted) {
        return URI.create(posted.header("Location")).getPath();
    }
}
