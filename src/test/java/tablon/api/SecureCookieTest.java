package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;
import tablon.testing.TestAccounts;

/** The session cookie of a board on https. */
class SecureCookieTest extends BoardTest {
    @Override
    protected Map<String, String> settings() {
        return Map.of("PUBLIC_URL", "https://tablon.example.org");
    }

    @Test
    void cookieIsBoundToTheHostAndSecure() {
        var answer = signIn();

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("https://tablon.example.org/");
        assertThat(answer.header("Set-Cookie"))
                .matches("__Host-tablon_session=[\\w-]{43};.*")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
        assertThat(reader().withCookiesOf(answer).get("/cuenta").status()).isEqualTo(200);
    }

    /** Another site below the same domain may set a cookie without the prefix. */
    @Test
    void cookieWithoutThePrefixIsNoSession() {
        var secret = signIn().header("Set-Cookie").replaceAll("^__Host-tablon_session=|;.*", "");

        assertThat(reader().with("Cookie", "tablon_session=" + secret)
                        .get("/cuenta")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void formOfThePlainAddressIsRefused() {
        TestAccounts.add(database(), "ana", Role.MEMBER);

        var answer = reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    private Exchange signIn() {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        return reader().with("Content-Type", "application/x-www-form-urlencoded")
                .with("Origin", "https://tablon.example.org")
                .send("POST", "/entrar", ("usuario=ana&clave=" + PASSWORD.replace(' ', '+')).getBytes());
    }
}
