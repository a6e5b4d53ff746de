package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tablon.testing.BoardTest;
import tablon.testing.Client;

class ErrorPageTest extends BoardTest {
    private static final String ID = "01a20000-0000-7000-8000-000000000001";

    @ParameterizedTest
    @CsvSource({"/nothing, 404", "/noticias/nada, 404", "/?campus=XYZ, 404", "/api/news?limit=0, 400"})
    void errorPageKeepsSearchCampusesAndNewestNotices(String path, int status) {
        put("titulo", "Becas <nuevas>");

        var page = browser().get(path);

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text())
                .contains("role=\"search\"", "href=\"/?campus=MED\"", "Error " + status)
                .contains("<a href=\"/noticias/" + ID + "\"", "Becas &lt;nuevas&gt;</a>", "Volver al tablón");
    }

    @Test
    void withdrawnNoticeIsNotOfferedAgain() {
        put("titulo", "Retirada");
        assertThat(browser().get("/nothing").text()).contains("Retirada");

        administrator().with("If-Match", "*").delete("/api/news/" + ID);

        var page = browser().get("/noticias/" + ID);
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.text()).contains("Esta noticia se ha retirado.").doesNotContain("Retirada");
    }

    @Test
    void noticesAppearAndExpireOnErrorPages() {
        put("titulo", "Breve", "publicada", "2026-03-02T09:30:00Z", "caduca", "2026-03-02T10:00:00Z");
        assertThat(browser().get("/nothing").text()).doesNotContain("Breve");

        clock.advance(Duration.ofMinutes(30));
        assertThat(browser().get("/nothing").text()).contains("Breve");

        clock.advance(Duration.ofMinutes(30));
        assertThat(browser().get("/nothing").text()).doesNotContain("Breve");
    }

    @Test
    void errorsReadTheBoardOncePerRevision() {
        put();
        browser().get("/nothing");
        double before = connectionsAcquired();

        for (int i = 0; i < 50; i++) {
            assertThat(browser().get("/nothing/" + i).text()).contains("Matrícula");
        }

        // the validity of the cache takes another one
        assertThat(connectionsAcquired() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void errorPageDoesNotDependOnTheDatabase() throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter table campus rename to lost");
        }

        var page = browser().get("/nothing");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text())
                .contains("role=\"search\"", "Volver al tablón")
                .doesNotContain("class=\"campuses\"", "Ahora en el tablón");
    }

    private Client browser() {
        return reader().with("Accept", "text/html,*/*;q=0.8");
    }

    private void put(Object... members) {
        var answer = administrator().with("If-None-Match", "*").put("/api/news/" + ID, notice(members));
        assertThat(answer.status()).isEqualTo(201);
    }

    private double connectionsAcquired() {
        var found = Pattern.compile("hikaricp_connections_acquire_seconds_count\\{pool=\"read\"} (\\S+)")
                .matcher(administrator().get("/metrics").text());
        assertThat(found.find()).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
