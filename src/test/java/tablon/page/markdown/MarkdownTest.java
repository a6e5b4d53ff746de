package tablon.page.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    /** As long as a notice may be. */
    private static final int LONGEST = 20_000;

    @Test
    void marksBecomeElements() {
        assertThat(Markdown.html("""
                Un *matiz*, algo **fuerte** y `código`.

                > cita

                3. tres
                4. cuatro

                - uno
                """)).isEqualToIgnoringWhitespace("""
                <p>Un <em>matiz</em>, algo <strong>fuerte</strong> y <code>código</code>.</p>
                <blockquote><p>cita</p></blockquote>
                <ol start="3"><li>tres</li><li>cuatro</li></ol>
                <ul><li>uno</li></ul>
                """);
    }

    @Test
    void headingsBeginBelowTheTitleWhicheverLevelsAreUsed() {
        assertThat(Markdown.html("# Uno\n## Dos")).contains("<h2>Uno</h2>", "<h3>Dos</h3>");
        assertThat(Markdown.html("### Tres\n#### Cuatro")).contains("<h2>Tres</h2>", "<h3>Cuatro</h3>");
        assertThat(Markdown.html("# Uno\n###### Seis")).contains("<h6>Seis</h6>");
    }

    @Test
    void linksLeadToWebMailAndTelephoneAndAreNotEndorsed() {
        assertThat(Markdown.html("[sede](https://sede.example/a?b=1&c=2 \"Sede\")"))
                .contains("href=\"https://sede.example/a?b&#61;1&amp;c&#61;2\"", "title=\"Sede\"", "rel=\"nofollow\"");
        assertThat(Markdown.html("<becas@ugr.example> [llama](tel:+34958000000)"))
                .contains("href=\"mailto:becas&#64;ugr.example\"", "href=\"tel:&#43;34958000000\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java&#x0A;script:alert(1))",
                "[x](&#x6A;avascript:alert(1))",
                "[x](%6Aavascript:alert(1) \"t\")",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:x)",
                "[x](file:///etc/passwd)",
                "<javascript:alert(1)>",
                "![x](javascript:alert(1))",
                "[x]: javascript:alert(1)\n\n[x]"
            })
    void linksThatRunSomethingLeadNowhere(String markdown) {
        assertThat(Markdown.html(markdown))
                .doesNotContainIgnoringCase("href=\"javascript", "href=\"data", "href=\"vb")
                .doesNotContain("href=\"file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "a <svg/onload=alert(1)> b",
                "<style>*{display:none}</style>",
                "<iframe src=//evil.example></iframe>",
                "<a href=\"x\" onclick=\"alert(1)\">x</a>",
                "<p style=\"position:fixed\">",
                "<!-- --><form action=//evil.example><input name=q>",
                "[a](<b\"onmouseover=alert(1)>)",
                "`<script>`",
                "```\"><script>\n</script>\n```",
                "</div></main><h1>",
                "<scr<script>ipt>",
                "&lt;script&gt;alert(1)&lt;/script&gt;"
            })
    void whatLooksLikeHtmlIsOnlyText(String markdown) {
        var elements = Markdown.html(markdown)
                .replaceAll("</?(?:p|code|pre)>", "")
                .replaceAll("<a href=\"[^\"<>]*\" rel=\"nofollow\">|</a>", "");

        assertThat(elements).doesNotContain("<");
    }

    @Test
    void imagesAreLinksWithTheirDescription() {
        assertThat(Markdown.html("![El *cartel*](https://otro.example/c.png)"))
                .isEqualToIgnoringWhitespace(
                        "<p><a href=\"https://otro.example/c.png\" rel=\"nofollow\">El cartel</a></p>");
        assertThat(Markdown.html("![](https://otro.example/c.png)")).contains(">https://otro.example/c.png</a>");
        assertThat(Markdown.html("[![cartel](//otro.example/c.png)](https://a.example)"))
                .contains("href=\"https://a.example\"")
                .contains(">cartel</a>")
                .doesNotContain("otro.example", "<img");
    }

    @Test
    void bareAddressesAreLinksWithoutTheSignsAfterThem() {
        assertThat(Markdown.html("Mira https://a.example/x_(y)_z?q, (https://b.example/c). Fin"))
                .contains("href=\"https://a.example/x_%28y%29_z?q\"", "href=\"https://b.example/c\"")
                .contains("?q</a>, (", "c</a>). Fin");
        assertThat(Markdown.html("[https://a.example](https://b.example) `https://c.example`"))
                .containsOnlyOnce("<a ")
                .contains("href=\"https://b.example\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> ",
                "- ",
                "[",
                "![",
                "*a **b ",
                "`",
                "<",
                "(",
                "&",
                "\\",
                "https://a.example/...",
                "_a_",
                "# ",
                "![a](b)["
            })
    @Timeout(5)
    void whateverIsRepeatedIsRenderedInTime(String part) {
        var markdown = part.repeat(LONGEST / part.length());

        assertThatNoException().isThrownBy(() -> {
            Markdown.html(markdown);
            Markdown.excerpt(markdown, 180);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[x]", "![x]", "![][x]", "[![x]][x]"})
    void destinationThatManyLinksShareIsNotRepeatedWithoutEnd(String reference) {
        for (var part : List.of("b", "=", "ñ", "😀")) {
            var definition = "[x]: http://a/" + part.repeat(9_900 / part.length()) + "\n\n";
            var references = reference.repeat((LONGEST - definition.length()) / reference.length());

            assertThat(Markdown.html(definition + references))
                    .contains("<a href")
                    .hasSizeLessThan(1_024 * 1_024);
        }
    }

    @Test
    void linksBeyondTheLimitAreText() {
        var markdown = "[x]: http://a/" + "b".repeat(9_989) + " \"t\"\n\n" + "[*x*][x]\n\n![y][x]\n\n".repeat(100);

        var html = Markdown.html(markdown);

        // links count 9,999 characters each, and images 19,997: 4 and 3 of them fit
        assertThat(html.split("<a href", -1)).hasSize(1 + 7);
        assertThat(html.split("<p><em>x</em></p>", -1).length).isGreaterThan(90);
        assertThat(html.split("<p>y</p>", -1).length).isGreaterThan(90);
    }

    @Test
    void deepNestingAndWhatIsNeverClosedEndWithTheText() throws InterruptedException {
        var html = new String[2];
        // as little room as a server's thread may have
        var thread = new Thread(
                null,
                () -> {
                    html[0] = Markdown.html("[".repeat(5_000) + "x" + "](a)".repeat(3_000));
                    html[1] = Markdown.html("*a **".repeat(1_500) + "x" + "** a*".repeat(1_500));
                },
                "small",
                256 * 1024);
        thread.start();
        thread.join(Duration.ofSeconds(10).toMillis());

        assertThat(html[0]).contains("x");
        assertThat(html[1]).contains("x");
    }
}
