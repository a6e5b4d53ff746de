package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.TestAccounts;

/** Guessing is slowed down, and nobody can lock somebody out. Each address of 127.0.0.0/8 stands for a client. */
class LockOutTest extends BoardTest {
    private static final String ATTACKER = "127.0.0.66";
    private static final String OFFICE = "127.0.0.2";

    @Test
    void wrongPasswordsOfAnAttackerDoNotLockThePersonOut() throws Exception {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(ATTACKER, "ana", "wrong")).startsWith("HTTP/1.1 422");
        }

        assertThat(signIn(ATTACKER, "ana", PASSWORD))
                .startsWith("HTTP/1.1 429")
                .containsIgnoringCase("\r\nRetry-After: ");
        assertThat(signIn(ATTACKER, "eva", PASSWORD)).startsWith("HTTP/1.1 422");
        assertThat(signIn(OFFICE, "ana", PASSWORD)).startsWith("HTTP/1.1 303");
        // her success does not open the attacker's lock
        assertThat(signIn(ATTACKER, "ana", PASSWORD)).startsWith("HTTP/1.1 429");
    }

    @Test
    void lockEnds() throws Exception {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        for (int i = 0; i < 5; i++) {
            signIn(ATTACKER, "ANA", "wrong");
        }
        assertThat(signIn(ATTACKER, "ana", PASSWORD)).startsWith("HTTP/1.1 429");

        clock.advance(Duration.ofMinutes(15));

        assertThat(signIn(ATTACKER, "ana", PASSWORD)).startsWith("HTTP/1.1 303");
    }

    @Test
    void lockedPageSaysHowLong() {
        for (int i = 0; i < 5; i++) {
            reader().submit("/entrar", "usuario", "nobody", "clave", "wrong");
        }

        var answer = reader().with("Accept", "text/html").submit("/entrar", "usuario", "nobody", "clave", "wrong");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("900");
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).contains("15 minutos");
    }

    @Test
    void lockedPageKeepsTheTextOfAFormThatWasSentWithoutASession() {
        for (int i = 0; i < 5; i++) {
            reader().submit("/entrar", "usuario", "nobody", "clave", "wrong");
        }

        var answer = reader().submit(
                        "/entrar",
                        "usuario",
                        "nobody",
                        "clave",
                        "wrong",
                        "next",
                        "noticias/nueva",
                        "kept.titulo",
                        "Lo que escribí");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("900");
        assertThat(answer.text())
                .contains("15 minutos", "name=\"kept.titulo\" value=\"Lo que escribí\"", "value=\"noticias/nueva\"");
    }

    @Test
    void sessionsOfALockedNameGoOn() {
        var ana = signedIn("ana", Role.MEMBER);
        for (int i = 0; i < 6; i++) {
            reader().submit("/entrar", "usuario", "ana", "clave", "wrong");
        }

        assertThat(ana.get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void wrongTokensLockOnlyWrongTokensOfTheirAddress() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(status(ATTACKER, "wrong" + i)).isEqualTo(401);
        }

        assertThat(status(ATTACKER, "wrong")).isEqualTo(429);
        assertThat(status(ATTACKER, TOKEN)).as("a valid token").isEqualTo(200);
        assertThat(status(OFFICE, "wrong")).isEqualTo(401);
        assertThat(request(ATTACKER, "GET /api/news HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .as("a reader")
                .startsWith("HTTP/1.1 200");
    }

    private int status(String address, String token) throws IOException {
        var answer = request(
                address,
                "GET /api/tokens HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n");
        return Integer.parseInt(answer.substring(9, 12));
    }

    private String signIn(String address, String username, String password) throws IOException {
        var body = "usuario=" + username + "&clave=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return request(
                address,
                "POST /entrar HTTP/1.1\r\nHost: x\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    private String request(String address, String request) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", getBaseUri().getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
