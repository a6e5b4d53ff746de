package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;
import tablon.testing.TestAccounts;
import tablon.testing.TestCodes;

class PeoplePageTest extends BoardTest {

    @Test
    void administratorInvitesAPersonWhoMakesTheAccount() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        var page = ana.submit("/personas", "rol", "editor", "campus", "UGR", "campus", "MED");
        var path = TestCodes.copied(page);

        assertThat(page.status()).isEqualTo(200);
        assertThat(reader().submit(path, "usuario", "luis", "nombre", "Luis", "clave", PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(ana.get("/personas").text())
                .contains("Luis", "Edición", "Facultad de Medicina, Universidad de Granada")
                .contains("No hay ninguna invitación abierta")
                .doesNotContain(path);
    }

    @Test
    void administratorRevokesAnInvitation() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var path = TestCodes.copied(ana.submit("/personas", "rol", "miembro"));
        var id = administrator().get("/api/invitations").json().at("/0/id").asText();

        var answer = ana.submit("/personas", "accion", "anular", "invitacion", id);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(reader().get(path).status()).isEqualTo(410);
        assertThat(ana.submit("/personas", "accion", "anular", "invitacion", id).status())
                .isEqualTo(404);
        assertThat(ana.submit("/personas", "accion", "anular", "invitacion", "x")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void faultyInvitationKeepsWhatWasChosen() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        var page = ana.submit("/personas", "rol", "jefe", "campus", "MED");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("href=\"#rol\"").containsPattern("value=\"MED\" checked");
    }

    @Test
    void administratorChangesAPerson() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = TestAccounts.add(database(), "luis", Role.MEMBER);

        var answer = ana.submit(
                "/personas/" + luis,
                "accion",
                "guardar",
                "version",
                "1",
                "nombre",
                "Luis Ruiz",
                "correo",
                "luis@ugr.es",
                "rol",
                "editor",
                "campus",
                "UGR");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(administrator().get("/api/accounts/" + luis).text())
                .contains("Luis Ruiz", "luis@ugr.es", "\"rol\":\"editor\",\"campus\":[\"UGR\"],\"activa\":true");
        assertThat(ana.get(answer.header("Location")).text()).contains("Los cambios se han guardado.");
    }

    @Test
    void changeOfAnOlderVersionShowsTheCurrentOne() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = TestAccounts.add(database(), "luis", Role.MEMBER);
        administrator().with("If-Match", "*").patch("/api/accounts/" + luis, "{\"nombre\":\"Luis Fresco\"}");

        var conflict = ana.submit(
                "/personas/" + luis, "accion", "guardar", "version", "1", "nombre", "Luis Viejo", "rol", "editor");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text())
                .contains("Otra persona ha cambiado esta cuenta", "value=\"Luis Fresco\"")
                .contains("name=\"version\" value=\"2\"");
        assertThat(administrator().get("/api/accounts/" + luis).text()).contains("\"rol\":\"miembro\"");
    }

    @Test
    void faultyChangeKeepsWhatWasTyped() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = TestAccounts.add(database(), "luis", Role.MEMBER);

        var page = ana.submit(
                "/personas/" + luis,
                "accion",
                "guardar",
                "version",
                "1",
                "nombre",
                "x".repeat(10_000),
                "correo",
                "no",
                "rol",
                "editor");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("href=\"#nombre\"", "href=\"#correo\"", "x".repeat(10_000), "value=\"no\"");
    }

    @Test
    void markupInNamesIsText() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = TestAccounts.add(database(), "luis", Role.MEMBER);
        var markup = "<img src=x onerror=alert(1)>\"'";

        ana.submit("/personas/" + luis, "accion", "guardar", "version", "1", "nombre", markup, "rol", "miembro");

        for (var path : new String[] {"/personas", "/personas/" + luis, "/personas/" + luis + "/eliminar"}) {
            assertThat(ana.get(path).text()).contains("&lt;img src=x").doesNotContain("<img src=x");
        }
    }

    @Test
    void disabledPersonCannotSignInUntilEnabled() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = signedIn("luis", Role.EDITOR, "UGR");
        var path = "/personas/" + id("luis");

        assertThat(ana.submit(path, "accion", "desactivar", "version", "1").status())
                .isEqualTo(303);
        assertThat(luis.get("/salir").status()).isEqualTo(303);
        assertThat(ana.get(path).text()).contains("Desactivada");
        assertThat(ana.submit(path, "accion", "activar", "version", "1").status())
                .isEqualTo(409);
        assertThat(ana.submit(path, "accion", "activar", "version", "2").status())
                .isEqualTo(303);
        assertThat(signIn("luis", PASSWORD).get("/salir").status()).isEqualTo(200);
    }

    @Test
    void administratorMakesALinkForANewPassword() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = TestAccounts.add(database(), "luis", Role.EDITOR, "UGR");

        var page = ana.submit("/personas/" + luis, "accion", "enlace");

        assertThat(page.status()).isEqualTo(200);
        assertThat(reader().get(TestCodes.copied(page)).status()).isEqualTo(200);
    }

    @Test
    void administratorSignsAPersonOut() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = signedIn("luis", Role.EDITOR, "UGR");

        assertThat(ana.submit("/personas/" + id("luis"), "accion", "salir").status())
                .isEqualTo(303);

        assertThat(luis.get("/salir").status()).isEqualTo(303);
        assertThat(ana.get("/salir").status()).isEqualTo(200);
    }

    @Test
    void administratorDeletesAPersonAfterAQuestion() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var luis = TestAccounts.add(database(), "luis", Role.EDITOR, "UGR");

        assertThat(ana.get("/personas/" + luis + "/eliminar").text()).contains("¿Eliminar la cuenta de Luis?");
        assertThat(administrator().get("/api/accounts").json()).hasSize(2);
        assertThat(ana.submit("/personas/" + luis + "/eliminar").status()).isEqualTo(303);
        assertThat(ana.get("/personas/" + luis).status()).isEqualTo(404);
    }

    @Test
    void lastAdministratorStaysAndThePageSaysWhy() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var path = "/personas/" + id("ana");

        var demoted = ana.submit(path, "accion", "guardar", "version", "1", "nombre", "Ana", "rol", "editor");
        var disabled = ana.submit(path, "accion", "desactivar", "version", "1");
        var deleted = ana.submit(path + "/eliminar");

        for (var refused : new Exchange[] {demoted, disabled, deleted}) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("Es la única cuenta de administración activa");
        }
        assertThat(ana.get("/personas").status()).isEqualTo(200);
    }

    @Test
    void administratorWhoChangesTheOwnRightsGetsANewSession() {
        TestAccounts.add(database(), "luis", Role.ADMINISTRATOR);
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        var path = "/personas/" + id("ana");

        var answer = ana.submit(
                path, "accion", "guardar", "version", "1", "nombre", "Ana", "rol", "moderador", "campus", "UGR");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(getBaseUri() + "?hecho=saved");
        assertThat(ana.get("/salir").status()).isEqualTo(303);
        var renewed = reader().withCookiesOf(answer);
        assertThat(renewed.get("/salir").status()).isEqualTo(200);
        assertThat(renewed.get("/personas").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/personas", "/campus"})
    void othersSeeNoneOfIt(String path) {
        for (var role : new Role[] {Role.MEMBER, Role.EDITOR, Role.MODERATOR}) {
            var person = signedIn(role.jsonName(), role, "UGR");
            assertThat(person.get(path).status()).isEqualTo(403);
            assertThat(person.submit(path, "rol", "administrador").status()).isEqualTo(403);
        }
        assertThat(reader().get(path).status()).isEqualTo(303);
        assertThat(reader().submit(path, "rol", "administrador").status()).isEqualTo(401);
    }

    @Test
    void unknownPersonIsNotFound() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        assertThat(ana.get("/personas/x").status()).isEqualTo(404);
        assertThat(ana.get("/personas/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(ana.submit("/personas/" + UUID.randomUUID(), "accion", "salir")
                        .status())
                .isEqualTo(404);
    }

    private String id(String username) {
        var accounts = administrator().get("/api/accounts").json();
        for (var account : accounts) {
            if (account.get("usuario").asText().equals(username)) {
                return account.get("id").asText();
            }
        }
        throw new IllegalStateException(accounts.toString());
    }
}
