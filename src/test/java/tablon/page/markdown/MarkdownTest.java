package tablon.page.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.text.Language;

class MarkdownTest {
    /** The maximum length of a description. */
    private static final int MAX_LENGTH = 20_000;

    @Test
    void markdownBecomesElements() {
        assertThat(html("""
                Un *matiz*, algo **fuerte** y `código`.

                > cita

                3. tres
                4. cuatro

                - uno
                """)).isEqualToIgnoringWhitespace("""
                <p>Un <em>matiz</em>, algo <strong>fuerte</strong> y <code>código</code>.</p>
                <blockquote dir="auto"><p>cita</p></blockquote>
                <ol start="3" dir="auto"><li>tres</li><li>cuatro</li></ol>
                <ul dir="auto"><li>uno</li></ul>
                """);
    }

    @Test
    void tableIsALabelledRegionThatScrolls() {
        assertThat(html("""
                | Día | Hora |
                |-----|-----:|
                | lunes | **9:00** |
                """)).isEqualToIgnoringWhitespace("""
                <div class="table" role="region" aria-label="Tabla 1" tabindex="0"><table dir="auto">
                <thead><tr><th scope="col">Día</th><th class="right" scope="col">Hora</th></tr></thead>
                <tbody><tr><td>lunes</td><td class="right"><strong>9:00</strong></td></tr></tbody>
                </table></div>
                """);
    }

    @Test
    void tablesHaveDifferentLabelsInTheLanguageOfTheNotice() {
        assertThat(Markdown.html("|a|\n|-|\n\n|b|\n|-|", Language.ENGLISH))
                .contains("aria-label=\"Table 1\"", "aria-label=\"Table 2\"");
    }

    @Test
    void cellsAreAlignedByClassAndNeverByAttribute() {
        assertThat(html("|a|b|c|d|\n|:-|:-:|-:|-|\n|1|2|3|4|"))
                .contains("<td class=\"left\">1", "<td class=\"center\">2", "<td class=\"right\">3", "<td>4")
                .doesNotContain("align", "style");
    }

    @Test
    void emptyHeaderCellIsADataCell() {
        assertThat(html("||lunes|\n|-|-|\n|9:00|Física|")).contains("<td></td>", "<th scope=\"col\">lunes</th>");
    }

    @Test
    void tablesWithTooManyCellsAreText() {
        var table = "|".repeat(101) + "\n" + "|-".repeat(100) + "|\n";

        assertThat(html(table + "|a\n".repeat(49))).contains("<table");
        assertThat(html(table + "|a\n".repeat(50))).doesNotContain("<table").contains("|a");
        assertThat(html((table + "|a\n".repeat(24) + "\n").repeat(2))).contains("<table");
        assertThat(html((table + "|a\n".repeat(25) + "\n").repeat(2))).doesNotContain("<table");
    }

    @Test
    void tasksSayWhetherTheyAreDone() {
        assertThat(html("- [ ] uno\n- [x] **dos**\n- [X] tres\n- [] no\n- [x](a)\n- cinco [ ] no"))
                .isEqualToIgnoringWhitespace("""
                <ul dir="auto">
                <li class="task"><span class="unseen" dir="auto">Pendiente:</span> uno</li>
                <li class="task done"><span class="unseen" dir="auto">Hecho:</span> <strong>dos</strong></li>
                <li class="task done"><span class="unseen" dir="auto">Hecho:</span> tres</li>
                <li>[] no</li>
                <li><a href="a" rel="nofollow">x</a></li>
                <li>cinco [ ] no</li>
                </ul>
                """);
        assertThat(Markdown.html("- [ ] one\n- [x] two", Language.ENGLISH)).contains("To do:", "Done:");
    }

    @Test
    void twoTildesDeleteAndOneDoesNot() {
        assertThat(html("~~lunes~~ martes, ~20 plazas o ~30")).contains("<del>lunes</del> martes, ~20 plazas o ~30");
    }

    @Test
    void voidElementsHaveNoSlash() {
        assertThat(html("a />\\\nb\n\n---")).contains("a /&gt;<br>", "<hr>").doesNotContain("/>");
    }

    @Test
    void tabsInCodeAreKept() {
        assertThat(html("```\nif x:\n\ty()\n```")).contains("if x:\n\ty()");
    }

    @Test
    void headingsStartAtH2() {
        assertThat(html("# Uno\n## Dos")).contains("<h2>Uno</h2>", "<h3>Dos</h3>");
        assertThat(html("### Tres\n#### Cuatro")).contains("<h2>Tres</h2>", "<h3>Cuatro</h3>");
        assertThat(html("# Uno\n###### Seis")).contains("<h6>Seis</h6>");
    }

    @Test
    void webMailAndTelephoneLinksAreNofollow() {
        assertThat(html("[sede](https://sede.example/a?b=1&c=2 \"Sede\")"))
                .contains("href=\"https://sede.example/a?b&#61;1&amp;c&#61;2\"", "title=\"Sede\"", "rel=\"nofollow\"");
        assertThat(html("<becas@ugr.example> [llama](tel:+34958000000)"))
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
                "[x]: javascript:alert(1)\n\n[x]",
                "javascript://x%0aalert(1)",
                "JavaScript://x.example/%0aalert(1) vbscript://x.example data://text/html,x file:///etc/passwd"
            })
    void linksWithOtherSchemesAreRemoved(String markdown) {
        assertThat(html(markdown))
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
                "~~<del onclick=alert(1)>~~",
                "<scr<script>ipt>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "https://a.example/\"onmouseover=alert(1)",
                "www.a.example/\"><script>alert(1)</script>",
                "\"><img@x.example onerror=alert(1)>"
            })
    void htmlIsEscaped(String markdown) {
        var elements = html(markdown)
                .replaceAll("</?(?:p|code|pre|del)>", "")
                .replaceAll("<a href=\"[^\"<>]*\" rel=\"nofollow\">|</a>", "");

        assertThat(elements).doesNotContain("<");
    }

    @Test
    void imagesBecomeLinksWithTheirDescription() {
        assertThat(html("![El *cartel*](https://otro.example/c.png)"))
                .isEqualToIgnoringWhitespace(
                        "<p><a href=\"https://otro.example/c.png\" rel=\"nofollow\">El cartel</a></p>");
        assertThat(html("![](https://otro.example/c.png)")).contains(">https://otro.example/c.png</a>");
        assertThat(html("[![cartel](//otro.example/c.png)](https://a.example)"))
                .contains("href=\"https://a.example\"")
                .contains(">cartel</a>")
                .doesNotContain("otro.example", "<img");
    }

    @Test
    void bareAddressesBecomeLinks() {
        assertThat(html("En https://a.example/ñ?q=1, www.b.example o becas@ugr.example."))
                .contains("<a href=\"https://a.example/ñ?q&#61;1\" rel=\"nofollow\">https://a.example/ñ?q&#61;1</a>, ")
                .contains("<a href=\"http://www.b.example\" rel=\"nofollow\">www.b.example</a> o ")
                .contains("<a href=\"mailto:becas&#64;ugr.example\" rel=\"nofollow\">becas&#64;ugr.example</a>.");
        assertThat(html("[https://a.example](https://b.example) `https://c.example`"))
                .containsOnlyOnce("<a ")
                .contains("href=\"https://b.example\"");
    }

    @Test
    void bareAddressEndsBeforePunctuation() {
        assertThat(html("Mira https://a.example/x_(y)_z?q, (https://b.example/c). Fin"))
                .contains("href=\"https://a.example/x_%28y%29_z?q\"", "href=\"https://b.example/c\"")
                .contains("?q</a>, (", "c</a>). Fin");
        assertThat(html("«https://a.example», “https://b.example”, \"https://c.example\", https://d.example…"))
                .contains("«<a", "a.example</a>»", "“<a", "b.example</a>”", "c.example</a>&#34;", "d.example</a>…");
        assertThat(html("«becas@ugr.example»")).contains("«<a href=\"mailto:becas&#64;ugr.example\"", "</a>»");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a",
                "http://a ",
                "http://a)",
                "http://«",
                "(http://a",
                "'http://a",
                "[http://a](",
                "a://",
                "a://(",
                "://",
                "a@a",
                "a@a@",
                "a@a.a ",
                "a@-",
                "a.a.",
                "*a@b.c*",
                "www.",
                "www.a.a ",
                "/www.a",
                "\"www.",
                "![www.a.b](",
                "«",
                "«http://a.b»"
            })
    @Timeout(5)
    void bareAddressesAreFoundInLinearTime(String part) {
        // ten times the maximum: quadratic time would exceed the timeout
        var markdown = part.repeat(10 * MAX_LENGTH / part.length());

        assertThat(html(markdown)).hasSizeLessThan(10 * 1_024 * 1_024);
        assertThat(Markdown.excerpt(markdown, 180)).hasSizeLessThanOrEqualTo(181);
    }

    @Test
    void bareAddressesCountTowardsTheLinkBudget() {
        var definition = "[x]: http://a/" + "b".repeat(9_989) + "\n\n";

        assertThat(html(definition + "[x] ".repeat(9) + "https://last.example"))
                .contains("<a href=\"https://last.example\"");
        assertThat(html(definition + "[x] ".repeat(11) + "https://last.example a@last.example"))
                .contains("https://last.example a&#64;last.example")
                .doesNotContain("href=\"https://last.example", "mailto:");
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
                "![a](b)[",
                "~~",
                "~~a **b ",
                "~a~~",
                "|",
                "|-",
                "|a\n",
                "|a|\n|-|\n\n",
                "a|\n-|\n",
                "- [ ] ",
                "- [x] a\n",
                "<a",
                "<a>\n",
                "<div>\n\n",
                "[^a]: a\n\n"
            })
    @Timeout(5)
    void repeatedPartsAreRenderedInTime(String part) {
        var markdown = part.repeat(MAX_LENGTH / part.length());

        assertThatNoException().isThrownBy(() -> {
            html(markdown);
            Markdown.excerpt(markdown, 180);
        });
    }

    @Test
    @Timeout(10)
    void tableCellsAreBounded() {
        for (int columns : List.of(10, 50, 70, 1_000, 2_500)) {
            var header = "|a".repeat(columns) + "\n" + "|-".repeat(columns) + "\n";
            int rows = Math.min(TableCells.MAX_CELLS / columns, (MAX_LENGTH - header.length()) / 3);
            var table = header + "|a\n".repeat(rows) + "\n";

            assertThat(html(table.repeat(MAX_LENGTH / table.length()))).hasSizeLessThan(1_024 * 1_024);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[x]", "![x]", "![][x]", "[![x]][x]"})
    void repeatedReferencesAreBounded(String reference) {
        for (var part : List.of("b", "=", "ñ", "😀")) {
            var definition = "[x]: http://a/" + part.repeat(9_900 / part.length()) + "\n\n";
            var references = reference.repeat((MAX_LENGTH - definition.length()) / reference.length());

            assertThat(html(definition + references)).contains("<a href").hasSizeLessThan(1_024 * 1_024);
        }
    }

    @Test
    void linksOverTheBudgetAreText() {
        var markdown = "[x]: http://a/" + "b".repeat(9_989) + " \"t\"\n\n" + "[*x*][x]\n\n![y][x]\n\n".repeat(100);

        var html = html(markdown);

        // links count 9,999 characters each, and images 19,997: 4 and 3 of them fit
        assertThat(html.split("<a href", -1)).hasSize(1 + 7);
        assertThat(html.split("<p><em>x</em></p>", -1).length).isGreaterThan(90);
        assertThat(html.split("<p>y</p>", -1).length).isGreaterThan(90);
    }

    @Test
    void deepNestingFitsASmallStack() throws InterruptedException {
        var html = new String[3];
        // as small as the stack of a server thread may be
        var thread = new Thread(
                null,
                () -> {
                    html[0] = html("[".repeat(5_000) + "x" + "](a)".repeat(3_000));
                    html[1] = html("*a **".repeat(1_500) + "x" + "** a*".repeat(1_500));
                    html[2] = html("*a ~~".repeat(1_500) + "x" + "~~ a*".repeat(1_500));
                },
                "small",
                256 * 1024);
        thread.start();
        thread.join(Duration.ofSeconds(10).toMillis());

        assertThat(html[0]).contains("x");
        assertThat(html[1]).contains("x");
        assertThat(html[2]).contains("x");
    }

    private static String html(String markdown) {
        return Markdown.html(markdown, Language.SPANISH);
    }
}
