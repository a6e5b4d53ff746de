package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.TestAccounts;

class SignInTest extends BoardTest {

    @Test
    void rightPasswordStartsASession() {
        TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");

        var answer = reader().submit("/entrar", "usuario", "ANA", "clave", PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie"))
                .matches("tablon_session=[\\w-]{43};.*")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        assertThat(reader().withCookiesOf(answer).get("/salir").status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordStartsNone() {
        TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");

        var answer =
                reader().with("Accept-Language", "en").submit("/entrar", "usuario", "ana", "clave", "wrong password");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.text())
                .contains("The user name or the password is wrong.")
                .doesNotContain("wrong password\"");
    }

    @Test
    void pageForPeopleAsksAReaderToSignIn() {
        var answer = reader().get("/salir");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/entrar?next=salir");
    }

    @Test
    void signingInLeadsToTheWantedPage() {
        TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");

        var answer = reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD, "next", "salir");

        assertThat(answer.header("Location")).isEqualTo(getBaseUri() + "salir");
    }

    @Test
    void signingOutEndsTheSession() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = ana.submit("/salir");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(ana.get("/salir").status()).isEqualTo(303);
    }

    @Test
    void idleSessionEndsAfter30Days() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        clock.advance(Duration.ofDays(30).minusSeconds(1));

        assertThat(ana.get("/salir").status()).isEqualTo(200);
        clock.advance(Duration.ofDays(30));
        assertThat(ana.get("/salir").status()).isEqualTo(303);
    }
}
