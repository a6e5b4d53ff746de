package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tablon.testing.Client;

/** Deployment and redeployment on Tomcat. */
final class TomcatLifeIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"10, SQLITE", "11, SQLITE", "11, POSTGRESQL"})
    void redeployedWarKeepsDataAndSessions(int version, StorageKind kind) {
        try (var tomcat =
                new Tomcat.Builder(version, folder).properties(settings(kind)).start("tablon")) {
            var before = tomcat.administrator().post("api/news", Notices.notice("Antes"));
            var ana = invited(tomcat);

            tomcat.redeploy();

            var after = tomcat.administrator().post("api/news", Notices.notice("Después"));
            assertThat(after.status()).isEqualTo(201);
            assertThat(Notices.ids(tomcat.reader()))
                    .containsExactlyInAnyOrder(
                            before.json().get("id").asText(),
                            after.json().get("id").asText());
            assertThat(ana.get("mis-noticias").status()).isEqualTo(200);
            assertThat(tomcat.log()).doesNotContain("SEVERE", "ERROR", "memory leak", "\tat ");
        }
    }

    @Test
    void rootApplicationReadsContextParameters() {
        var settings = new HashMap<>(settings(StorageKind.POSTGRESQL));
        settings.put("BOARD_NAME", "El tablón de la raíz");

        try (var tomcat =
                new Tomcat.Builder(10, folder).parameters("ROOT", settings).start("ROOT")) {
            var created = tomcat.administrator().post("api/news", Notices.notice("Matrícula"));

            assertThat(created.header("Location")).startsWith(tomcat.address() + "/api/news/");
            assertThat(tomcat.reader().with("Accept", "text/html").get("").text())
                    .contains("El tablón de la raíz", "Matrícula");
            assertThat(tomcat.reader().get("nowhere").header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(tomcat.reader().get("health/ready").text()).contains("postgresql");
        }
    }

    @Test
    void failedStartIsReportedInTheTomcatLog() {
        var invalid = Map.of("DATA_DIR", folder.resolve("data").toString(), "BOARD_LOCALE", "tlh", "DEMO", "2");

        try (var tomcat = new Tomcat.Builder(11, folder).properties(invalid).startWithoutWaiting("tablon")) {
            Eventually.holds(() -> "the log has the reason; log:\n" + tomcat.log(), () -> tomcat.log()
                    .contains("Tablón did not start: BOARD_LOCALE=tlh must be es or en"));
            assertThat(tomcat.log()).contains("Tablón did not start: DEMO=2 must be true or false");
        }
    }

    /** Somebody who accepted an invitation, for which the board hashed the password. */
    private static Client invited(Tomcat tomcat) {
        var invitation =
                tomcat.administrator().post("api/invitations", Map.of("rol", "editor", "campus", List.of("UGR")));
        var path = URI.create(invitation.json().get("url").asText()).getPath();
        var accepted = tomcat.reader().submit(path, "nombre", "Ana", "usuario", "ana", "clave", "una frase de paso");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(303);
        return tomcat.reader().with("Accept", "text/html").withCookiesOf(accepted);
    }

    private Map<String, String> settings(StorageKind kind) {
        var settings = new HashMap<>(Map.of(
                "DATA_DIR",
                folder.resolve("data").toString(),
                "ADMIN_TOKEN",
                LaunchedBoard.TOKEN,
                "CAMPUSES",
                "UGR=Universidad de Granada"));
        settings.putAll(kind.freshSettings());
        return settings;
    }
}
