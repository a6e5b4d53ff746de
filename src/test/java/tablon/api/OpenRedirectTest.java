package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.TestAccounts;

/** {@code ?next=} leads only into the board. */
class OpenRedirectTest extends BoardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "////evil.example/%2e%2e",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "https://evil.example",
                "HTTPS://evil.example",
                "https:evil.example",
                "https:/evil.example",
                "http:///evil.example",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "java\tscript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "vbscript:x",
                "%2F%2Fevil.example",
                "/%2Fevil.example",
                "/%5Cevil.example",
                "%5C%5Cevil.example",
                "/%09/evil.example",
                "/\t/evil.example",
                "\t//evil.example",
                "/\r\n/evil.example",
                " //evil.example",
                "/ /evil.example",
                "\u0000//evil.example",
                "..//evil.example",
                "/..//evil.example",
                "./..//evil.example",
                ".//evil.example",
                "/.//evil.example",
                "salir/..//evil.example",
                "@evil.example",
                "/@evil.example",
                ".evil.example",
                ":80",
                "//evil.example@localhost",
                "?next=//evil.example",
                "#//evil.example",
                "%",
                "%zz",
                "／／evil.example",
                "/%E2%80%AE//evil.example",
                "salir%0d%0aSet-Cookie:x=1",
                "salir\r\nSet-Cookie: x=1"
            })
    void signingInNeverLeavesTheBoard(String next) {
        TestAccounts.add(database(), "ana", Role.MEMBER);

        var answer = reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD, "next", next);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.response().headers().allValues("Set-Cookie")).hasSize(1);
        var location = answer.header("Location");
        assertThat(location).startsWith(getBaseUri().toString()).matches("[\\x21-\\x7E&&[^\\\\]]+");
        assertThat(URI.create(location).getAuthority()).isEqualTo(getBaseUri().getAuthority());
        assertThat(URI.create(location).getRawPath()).doesNotStartWith("//");
    }

    @Test
    void pageWithinTheBoardIsReached() {
        TestAccounts.add(database(), "ana", Role.MEMBER);

        assertThat(reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD, "next", "fichas?lang=en")
                        .header("Location"))
                .isEqualTo(getBaseUri() + "fichas?lang=en");
        assertThat(reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD, "next", "/cuenta")
                        .header("Location"))
                .isEqualTo(getBaseUri() + "cuenta");
    }

    @Test
    void markupInTheParameterStaysText() {
        var page = reader().get("/entrar?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");

        assertThat(page.text()).doesNotContain("<script>alert").contains("&#34;>&lt;script>");
    }

    /** A form that is kept while signing in is sent again to the same place only. */
    @Test
    void keptFormIsNotSentElsewhere() {
        TestAccounts.add(database(), "ana", Role.MEMBER);

        var answer = reader().submit(
                        "/entrar", "usuario", "ana", "clave", PASSWORD, "next", "//evil.example", "kept.titulo", "x");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(getBaseUri().toString());
    }
}
