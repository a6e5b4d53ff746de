package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.TestAccounts;
import tablon.testing.TestCodes;

class ResetTest extends BoardTest {
    private static final String NEW_PASSWORD = "otra frase más larga";

    @Test
    void linkSetsANewPasswordEndsAllSessionsAndSignsIn() {
        var id = TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");
        var before = signIn("ana", PASSWORD);
        var path = link(id);

        var page = reader().get(path);
        var set = reader().submit(path, "usuario", "ana", "clave", NEW_PASSWORD);

        assertThat(page.text()).contains("value=\"ana\"", "autocomplete=\"username\"", "autocomplete=\"new-password\"");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(set.status()).isEqualTo(303);
        assertThat(reader().withCookiesOf(set).get("/salir").status()).isEqualTo(200);
        assertThat(before.get("/salir").status()).isEqualTo(303);
        assertThat(signIn("ana", NEW_PASSWORD).get("/salir").status()).isEqualTo(200);
        assertThat(reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void linkWorksOnceFor24HoursAndReplacesAnOlderOne() {
        var id = TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");
        var replaced = link(id);
        var used = link(id);
        reader().submit(used, "clave", NEW_PASSWORD);
        var expired = link(id);
        clock.advance(Duration.ofHours(24));

        for (var path : new String[] {replaced, used, expired}) {
            assertThat(reader().get(path).status()).isEqualTo(410);
            assertThat(reader().submit(path, "clave", PASSWORD).status()).isEqualTo(410);
        }
    }

    @Test
    void refusedPasswordLeavesTheLink() {
        var path = link(TestAccounts.add(database(), "ana", Role.EDITOR, "UGR"));

        var refused = reader().submit(path, "clave", "pequeñita");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("clave-error").doesNotContain("pequeñita");
        assertThat(reader().submit(path, "clave", NEW_PASSWORD, "rol", "administrador")
                        .status())
                .isEqualTo(422);
        assertThat(reader().submit(path, "clave", NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void linkOfADisabledAccountIsNotValid() {
        TestAccounts.add(database(), "luis", Role.ADMINISTRATOR);
        var id = TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");
        var path = link(id);
        administrator().with("If-Match", "*").patch("/api/accounts/" + id, "{\"activa\":false}");

        assertThat(reader().get(path).status()).isEqualTo(410);
        assertThat(reader().submit(path, "clave", NEW_PASSWORD).status()).isEqualTo(410);
    }

    @Test
    void onlyAdministratorsMakeLinks() {
        var ana = signedIn("ana", Role.MODERATOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        var path = "/api/accounts/" + UUID.randomUUID() + "/reset";

        assertThat(ana.post(path, "").status()).isEqualTo(403);
        assertThat(reader().post(path, "").status()).isEqualTo(401);
        assertThat(administrator().post(path, "").status()).isEqualTo(404);
    }

    private String link(UUID account) {
        var answer = administrator().post("/api/accounts/" + account + "/reset", "");
        assertThat(answer.status()).isEqualTo(201);
        return TestCodes.path(answer);
    }
}
