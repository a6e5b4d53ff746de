package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;

class CredentialTest extends BoardTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /api/news",
        "PUT, /api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd",
        "PATCH, /api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd",
        "DELETE, /api/news/cef0cbf3-6458-4f13-a418-ee4d7e7505dd",
        "PUT, /api/campuses/X",
        "DELETE, /api/campuses/UGR",
        "POST, /news/add",
        "POST, /news/addById",
        "DELETE, /news/deleteById",
        "GET, /metrics",
    })
    void protectedRoutesRequireACredential(String method, String path) {
        var answer = reader().with("Content-Type", "application/json").send(method, path, "{}".getBytes());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "bearer  the-token-of-these-testS",
                "Basic dTpw",
                "Bearer",
                "the-token-of-these-tests"
            })
    void unknownCredentialIsRefusedOnAPublicRoute(String authorization) {
        var answer = reader().with("Authorization", authorization).get("/api/news");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void authenticationSchemeIsCaseInsensitive() {
        assertThat(reader().with("Authorization", "bEARER " + TOKEN)
                        .get("/metrics")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void answersToACredentialForbidCaching() {
        assertThat(administrator().get("/api/news").header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(reader().get("/api/news").header("Cache-Control")).isEqualTo("no-cache");
    }
}
