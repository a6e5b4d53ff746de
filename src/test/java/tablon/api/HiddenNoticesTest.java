package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;

class HiddenNoticesTest extends BoardTest {
    private static final String LATER = "2027-01-01T00:00:00Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/news?state=scheduled",
                "/api/news?state=all",
                "/api/news?state=scheduled&q=matricula",
                "/api/news?state=scheduled&limit=1"
            })
    void editorListsOnlyWhatThePersonMayEdit(String list) throws SQLException {
        share("MED");
        var ana = signedIn("ana", Role.EDITOR, "UGR", "MED").with("Sec-Fetch-Site", "same-origin");
        var eva = signedIn("eva", Role.EDITOR, "UGR", "MED").with("Sec-Fetch-Site", "same-origin");
        ana.post("/api/news", notice("titulo", "Matrícula propia", "publicada", LATER));
        eva.post("/api/news", notice("titulo", "Matrícula ajena", "publicada", LATER));
        eva.post("/api/news", notice("titulo", "Matrícula común", "publicada", LATER, "campus", "MED"));

        assertThat(titles(ana, list)).containsExactlyInAnyOrder("Matrícula propia", "Matrícula común");
        assertThat(titles(signedIn("luis", Role.EDITOR, "UGR"), list)).isEmpty();
        assertThat(titles(signedIn("mod", Role.MODERATOR), list)).hasSize(3);
        assertThat(titles(administrator(), list)).hasSize(3);
    }

    @Test
    void othersDoNotListHiddenNotices() {
        assertThat(reader().get("/api/news?state=expired").status()).isEqualTo(401);
        assertThat(signedIn("mia", Role.MEMBER, "UGR")
                        .get("/api/news?state=expired")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void editorReadsAnExpiredNoticeThatReadersNoLongerSee() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        var posted =
                ana.post("/api/news", notice("publicada", "2026-01-01T00:00:00Z", "caduca", "2026-02-01T00:00:00Z"));
        var path = java.net.URI.create(posted.header("Location")).getPath();

        assertThat(ana.get(path).json().path("estado").asText()).isEqualTo("caducada");
        assertThat(reader().get(path).status()).isEqualTo(410);
        var luis = signedIn("luis", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        assertThat(luis.get(path).status()).isEqualTo(410);
        assertThat(luis.with("If-Match", "*").patch(path, "{\"fijada\":true}").status())
                .isEqualTo(410);
        assertThat(luis.with("If-None-Match", "*").put(path, notice()).status()).isEqualTo(410);
    }

    /** The titles of all pages of the list. */
    private static List<String> titles(Client client, String list) {
        var titles = new ArrayList<String>();
        for (var next = list; next != null; ) {
            var page = client.get(next);
            page.json().forEach(notice -> titles.add(notice.path("titulo").asText()));
            next = page.link("next").map(Object::toString).orElse(null);
        }
        return titles;
    }

    private void share(String campus) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update campus set shared = true where code = '" + campus + "'");
        }
    }
}
