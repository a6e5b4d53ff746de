package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.TestAccounts;

/** The session cookie of a board below a path of a host that it shares with others. */
class ContextPathCookieTest extends BoardTest {
    @Override
    protected Map<String, String> settings() {
        return Map.of("PUBLIC_URL", "https://www.example.org/tablon");
    }

    @Test
    void cookieIsSentOnlyBelowThePath() {
        TestAccounts.add(database(), "ana", Role.MEMBER);

        var answer = reader().with("Content-Type", "application/x-www-form-urlencoded")
                .with("Sec-Fetch-Site", "same-origin")
                .send("POST", "/entrar", ("usuario=ana&clave=" + PASSWORD.replace(' ', '+')).getBytes());

        assertThat(answer.header("Location")).isEqualTo("https://www.example.org/tablon/");
        // __Host- would need the path /
        assertThat(answer.header("Set-Cookie"))
                .matches("tablon_session=[\\w-]{43};.*")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/tablon")
                .doesNotContain("Path=/;", "Domain");
    }
}
