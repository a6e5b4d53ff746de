package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;

/** One account cannot crowd out the others by writing. */
class WriteLimitTest extends BoardTest {
    private static final int LIMIT = 300;

    @Test
    void accountIsLimitedOverAllItsCredentials() {
        var ana = signedIn("ana", Role.ADMINISTRATOR).with("Sec-Fetch-Site", "same-origin");
        var created = ana.post("/api/tokens", "{\"nombre\":\"x\",\"permisos\":[\"publicar\",\"administrar\"]}");
        var token = reader().withToken(created.json().get("ficha").asText());
        for (int i = 1; i < LIMIT; i++) {
            assertThat(write(i % 2 == 0 ? ana : token)).isEqualTo(404);
        }

        var refused = ana.delete("/api/tokens/x");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(write(token)).isEqualTo(429);
        assertThat(token.post("/api/news", notice()).status()).isEqualTo(429);
        assertThat(ana.get("/api/news").status()).as("reading").isEqualTo(200);
        assertThat(write(signedIn("eva", Role.EDITOR).with("Sec-Fetch-Site", "same-origin")))
                .as("others")
                .isEqualTo(404);
        clock.advance(Duration.ofSeconds(1));
        assertThat(write(ana)).isEqualTo(404);
    }

    @Test
    void administratorsTokenIsNotLimited() {
        for (int i = 0; i < LIMIT; i++) {
            write(administrator());
        }

        assertThat(administrator().put("/api/campuses/X", Map.of("nombre", "X")).status())
                .isEqualTo(201);
    }

    private static int write(Client client) {
        return client.delete("/api/tokens/x").status();
    }
}
