package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

class SignUpTest {

    @Nested
    class Open extends BoardTest {

        @Override
        protected Map<String, String> settings() {
            return Map.of("SIGNUP", "open");
        }

        @Test
        void peopleMakeAnAccountAsMembers() {
            var made = reader().submit("/registro", "usuario", "ana", "nombre", "Ana", "clave", PASSWORD);

            assertThat(made.status()).isEqualTo(303);
            assertThat(reader().withCookiesOf(made).get("/personas").status()).isEqualTo(403);
            assertThat(administrator().get("/api/accounts").text()).contains("\"rol\":\"miembro\",\"campus\":[]");
        }

        @Test
        void nobodyChoosesTheRole() {
            var refused = reader().submit(
                            "/registro", "usuario", "ana", "nombre", "Ana", "clave", PASSWORD, "rol", "administrador");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(administrator().get("/api/accounts").json()).isEmpty();
        }

        @Test
        void signInPageLinksToIt() {
            assertThat(reader().get("/entrar").text()).contains("href=\"/registro\"");
            assertThat(reader().get("/registro").status()).isEqualTo(200);
        }

        @Test
        void oneAddressMakesThirtyAnHour() {
            for (int i = 0; i < 30; i++) {
                reader().submit("/registro", "usuario", "ana", "nombre", "Ana", "clave", PASSWORD);
            }

            var refused = reader().submit("/registro", "usuario", "luis", "nombre", "Luis", "clave", PASSWORD);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
    }

    @Nested
    class Closed extends BoardTest {

        @Test
        void pageDoesNotExist() {
            assertThat(reader().get("/registro").status()).isEqualTo(404);
            assertThat(reader().submit("/registro", "usuario", "ana", "nombre", "Ana", "clave", PASSWORD)
                            .status())
                    .isEqualTo(404);
            assertThat(reader().get("/entrar").text()).doesNotContain("registro");
            assertThat(administrator().get("/api/accounts").json()).isEmpty();
        }
    }
}
