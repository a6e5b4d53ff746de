package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;

class FooterTest {

    @Nested
    class WithAllSettings extends BoardTest {

        @Override
        protected Map<String, String> settings() {
            return Map.of(
                    "LEGAL_URL", "https://www.example.org/legal?a=1&b=2",
                    "ACCESSIBILITY_URL", "https://www.example.org/accesibilidad",
                    "CONTACT", "tablon@example.org");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/nothing"})
        void everyPageLinksTheOperatorsPages(String path) {
            var spanish = reader().with("Accept", "text/html").get(path).text();
            var english =
                    reader().with("Accept", "text/html").get(path + "?lang=en").text();

            assertThat(spanish)
                    .contains("<a href=\"https://www.example.org/legal?a=1&amp;b=2\">Aviso legal</a>")
                    .contains("<a href=\"https://www.example.org/accesibilidad\">Declaración de accesibilidad</a>")
                    .contains("<a href=\"mailto:tablon@example.org\">Contacto</a>");
            assertThat(english).contains(">Legal notice</a>", ">Accessibility statement</a>", ">Contact</a>");
        }
    }

    @Nested
    class WithoutSettings extends BoardTest {

        @Test
        void pagesLinkNothing() {
            assertThat(reader().with("Accept", "text/html").get("/").text())
                    .doesNotContain("Aviso legal", "Declaración de accesibilidad", "Contacto");
        }
    }
}
