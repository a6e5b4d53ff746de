package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;
import tablon.testing.TestCodes;

class SetUpTest extends BoardTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of();
    }

    @Test
    void setUpMakesTheAdministratorAndTheFirstCampus() {
        var path = TestCodes.setUp(database());

        var made = setUp(path, "ana");

        assertThat(made.status()).isEqualTo(303);
        var ana = reader().withCookiesOf(made);
        assertThat(ana.get("/api/accounts").text()).contains("\"usuario\":\"ana\"", "\"rol\":\"administrador\"");
        assertThat(reader().get("/api/campuses").text())
                .isEqualTo("[{\"codigo\":\"UGR\",\"nombre\":\"Universidad de Granada\",\"edicioncompartida\":false}]");
        assertThat(ana.get("/personas").status()).isEqualTo(200);
    }

    @Test
    void codeWorksOnce() {
        var path = TestCodes.setUp(database());
        setUp(path, "ana");

        assertThat(reader().get(path).status()).isEqualTo(410);
        assertThat(setUp(path, "luis").status()).isEqualTo(410);
        assertThat(administrator().get("/api/accounts").json()).hasSize(1);
    }

    @Test
    void readingThePageDoesNotUseItUp() {
        var path = TestCodes.setUp(database());

        var page = reader().get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("name=\"campus.codigo\"", "autocomplete=\"new-password\"");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(setUp(path, "ana").status()).isEqualTo(303);
    }

    @Test
    void codeExpiresAfter24Hours() {
        var path = TestCodes.setUp(database());
        clock.advance(Duration.ofHours(24));

        assertThat(reader().get(path).status()).isEqualTo(410);
        assertThat(setUp(path, "ana").status()).isEqualTo(410);
    }

    @Test
    void campusIsRequiredOnlyIfThereIsNone() {
        var path = TestCodes.setUp(database());

        var refused = reader().submit(path, "usuario", "ana", "nombre", "Ana", "clave", PASSWORD);
        administrator().put("/api/campuses/MED", "{\"nombre\":\"Medicina\"}");
        var accepted = reader().submit(
                        path,
                        "usuario",
                        "ana",
                        "nombre",
                        "Ana",
                        "clave",
                        PASSWORD,
                        "campus.codigo",
                        "MED2",
                        "campus.nombre",
                        "Otra");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("href=\"#campus.codigo\"", "href=\"#campus.nombre\"");
        assertThat(accepted.status()).isEqualTo(303);
    }

    @Test
    void faultsAreListedInTheOrderOfThePage() {
        var refused = reader().submit(
                        TestCodes.setUp(database()),
                        "nombre",
                        "",
                        "usuario",
                        "",
                        "clave",
                        "corta",
                        "campus.nombre",
                        "",
                        "campus.codigo",
                        "");

        assertThat(refused.text())
                .containsSubsequence(
                        "href=\"#nombre\">Nombre: ",
                        "href=\"#usuario\">Usuario: ",
                        "href=\"#clave\">Contraseña: ",
                        "href=\"#campus.nombre\">Nombre del campus: ",
                        "href=\"#campus.codigo\">Código del campus: ");
    }

    @Test
    void invitationIsNoSetUpCode() {
        var invitation = TestCodes.path(administrator().post("/api/invitations", "{\"rol\":\"miembro\"}"));
        var code = invitation.substring(invitation.lastIndexOf('/') + 1);

        assertThat(setUp("/instalacion/" + code, "ana").status()).isEqualTo(410);
        assertThat(reader().get("/restablecer/" + code).status()).isEqualTo(410);
        assertThat(reader().get(invitation).status()).isEqualTo(200);
    }

    private Exchange setUp(String path, String username) {
        return reader().submit(
                        path,
                        "usuario",
                        username,
                        "nombre",
                        "Ana García",
                        "clave",
                        PASSWORD,
                        "campus.codigo",
                        "UGR",
                        "campus.nombre",
                        "Universidad de Granada");
    }
}
