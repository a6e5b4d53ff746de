package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

class SecurityTxtTest {
    private static final String PATH = "/.well-known/security.txt";

    @Nested
    class WithContact extends BoardTest {

        @Override
        protected Map<String, String> settings() {
            return Map.of("CONTACT", "tablon@example.org", "PUBLIC_URL", "https://tablon.example.org/");
        }

        @Test
        void fileFollowsRfc9116() {
            var file = reader().get(PATH);

            assertThat(file.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
            assertThat(file.text()).isEqualTo("""
                    Contact: mailto:tablon@example.org
                    Expires: 2026-08-28T22:00:00Z
                    Preferred-Languages: es, en
                    Canonical: https://tablon.example.org/.well-known/security.txt
                    """);
        }

        @Test
        void expiryMovesOnceADay() {
            var first = reader().get(PATH).text();

            clock.advance(Duration.ofHours(13));
            assertThat(reader().get(PATH).text()).isEqualTo(first);

            clock.advance(Duration.ofHours(2));
            assertThat(reader().get(PATH).text()).contains("Expires: 2026-08-29T22:00:00Z");
        }
    }

    @Nested
    class WithoutPublicUrl extends BoardTest {

        @Override
        protected Map<String, String> settings() {
            return Map.of("CONTACT", "https://example.org/contacto");
        }

        @Test
        void fileHasNoCanonicalAddress() {
            assertThat(reader().get(PATH).text())
                    .startsWith("Contact: https://example.org/contacto\n")
                    .doesNotContain("Canonical");
        }
    }

    @Nested
    class WithoutContact extends BoardTest {

        @Test
        void fileDoesNotExist() {
            assertThat(reader().get(PATH).status()).isEqualTo(404);
        }
    }
}
