package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tablon.access.Role;
import tablon.testing.BoardTest;

/** The page of one's own tokens. */
class TokensPageTest extends BoardTest {
    private static final Pattern SECRET = Pattern.compile("value=\"(tablon_pat_[\\w-]{49})\"");

    @Test
    void createdTokenIsShownOnce() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Accept-Language", "en");

        var created = ana.submit(
                "/fichas",
                "accion",
                "crear",
                "nombre",
                "Library",
                "permisos",
                "publicar",
                "caduca",
                "2026-04-01T09:00:00.000Z");

        var secret = SECRET.matcher(created.text());
        assertThat(created.status()).isEqualTo(201);
        assertThat(secret.find()).isTrue();
        assertThat(created.text()).contains("readonly").contains("Expires on 1\u00A0April", "Never used");
        assertThat(reader().withToken(secret.group(1))
                        .post("/api/news", notice())
                        .status())
                .isEqualTo(201);
        assertThat(ana.get("/fichas").text())
                .contains("Library", "Last used: 2\u00A0March")
                .doesNotContain("tablon_pat_");
    }

    @Test
    void tokenCanBeRevoked() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var created = ana.submit("/fichas", "accion", "crear", "nombre", "Web", "permisos", "publicar")
                .text();
        var secret = SECRET.matcher(created).results().findFirst().orElseThrow().group(1);
        var id = Pattern.compile("name=\"id\" value=\"([^\"]+)\"")
                .matcher(created)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        var answer = ana.submit("/fichas", "accion", "revocar", "id", id);

        assertThat(answer.header("Location")).endsWith("/fichas?hecho=token-revoked");
        assertThat(reader().withToken(secret).get("/api/news").status()).isEqualTo(401);
        assertThat(ana.get("/fichas").text()).contains("Todavía no ha creado ningún token.");
        assertThat(ana.submit("/fichas", "accion", "revocar", "id", id).status())
                .isEqualTo(404);
    }

    @Test
    void tokenOfSomebodyElseCannotBeRevoked() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        var id = ana.post("/api/tokens", "{\"nombre\":\"Web\",\"permisos\":[\"publicar\"]}")
                .json()
                .get("id")
                .asText();

        var answer = signedIn("eva", Role.ADMINISTRATOR).submit("/fichas", "accion", "revocar", "id", id);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(ana.get("/api/tokens").json()).hasSize(1);
    }

    @Test
    void faultsKeepWhatWasTyped() {
        var ana = signedIn("ana", Role.MODERATOR, "UGR").with("Accept-Language", "en");

        var answer = ana.submit("/fichas", "accion", "crear", "nombre", "Web", "caduca", "2026-01-01T00:00:00Z");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("value=\"Web\"", "href=\"#permisos\"", "href=\"#caduca\"", "Must be in the future.");
    }

    @ParameterizedTest
    @CsvSource({
        "EDITOR, publicar, moderar administrar metricas",
        "MODERATOR, publicar moderar, administrar metricas",
        "ADMINISTRATOR, publicar moderar administrar metricas, ''"
    })
    void onlyScopesOfTheRoleAreOffered(Role role, String offered, String others) {
        var page = signedIn("ana", role, "UGR").get("/fichas").text();

        assertThat(offered.split(" ")).allSatisfy(scope -> assertThat(page).contains("value=\"" + scope + "\""));
        assertThat(others.isEmpty() ? new String[0] : others.split(" "))
                .allSatisfy(scope -> assertThat(page).doesNotContain("value=\"" + scope + "\""));
    }

    @Test
    void memberHasNoScopeToGive() {
        var ana = signedIn("ana", Role.MEMBER);

        assertThat(ana.get("/fichas").text())
                .contains("Su cuenta es de miembro")
                .doesNotContain("name=\"permisos\"");
        assertThat(ana.submit("/fichas", "accion", "crear", "nombre", "x", "permisos", "publicar")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void expiredTokenIsMarked() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Accept-Language", "en");
        ana.submit(
                "/fichas",
                "accion",
                "crear",
                "nombre",
                "Web",
                "permisos",
                "publicar",
                "caduca",
                "2026-03-10T09:00:00Z");
        clock.advance(Duration.ofDays(8));

        assertThat(ana.get("/fichas").text()).contains("Expired on 10\u00A0March");
    }
}
