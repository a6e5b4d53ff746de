package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;
import tablon.testing.Client;

class LanguageSwitchTest extends BoardTest {
    private static final String ID = "01a20000-0000-7000-8000-000000000001";
    private static final String NOTICE = "/noticias/" + ID;
    private static final String ERROR = "/noticias/nada";

    @ParameterizedTest
    @ValueSource(strings = {"/", NOTICE, ERROR, "/nothing"})
    void chosenLanguageOverridesAcceptLanguage(String path) {
        publish();

        var chosen = spanish().get(path + "?lang=en");

        assertThat(chosen.text()).contains("<html lang=\"en\">");
        assertThat(chosen.header("Content-Language")).isEqualTo("en");
        assertThat(english().get(path + "?lang=es").text()).contains("<html lang=\"es\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", NOTICE, ERROR})
    void unknownLanguageIsIgnored(String path) {
        publish();

        for (var unknown : new String[] {"de", "", "EN", "en-GB", "<script>", "%00"}) {
            var page =
                    english().get(path + "?lang=" + unknown.replace("<", "%3C").replace(">", "%3E"));

            assertThat(page.text()).contains("<html lang=\"en\">", "href=\"/\"").doesNotContain("%3Cscript");
        }
    }

    @Test
    void everyLinkKeepsTheChosenLanguage() {
        publish();

        for (var path :
                new String[] {"/?lang=en", "/?q=becas&campus=MED&lang=en", NOTICE + "?lang=en", ERROR + "?lang=en"}) {
            assertThat(links(spanish().get(path).text())).as(path).isNotEmpty().allSatisfy(link -> assertThat(link)
                    .contains("lang=e"));
        }
        assertThat(spanish().get("/?lang=en").text()).contains("<input type=\"hidden\" name=\"lang\" value=\"en\">");
    }

    @Test
    void linksHaveNoLanguageUnlessItIsChosen() {
        publish();

        for (var path : new String[] {"/", NOTICE, ERROR}) {
            var page = spanish().get(path).text();

            assertThat(links(page).filter(link -> link.contains("lang=")))
                    .as(path)
                    .hasSize(1);
            assertThat(page).doesNotContain("name=\"lang\"");
        }
    }

    @Test
    void eachPageLinksToItselfInTheOtherLanguage() {
        publish();

        assertThat(spanish().get("/?q=una+beca&campus=UGR").text())
                .contains("<a href=\"/?campus=UGR&amp;q=una+beca&amp;lang=en\" lang=\"en\" hreflang=\"en\""
                        + " rel=\"alternate\">English</a>");
        assertThat(spanish().get(NOTICE + "?lang=en").text())
                .contains(
                        "<a href=\"" + NOTICE + "?lang=es\" lang=\"es\" hreflang=\"es\" rel=\"alternate\">Español</a>");
        assertThat(spanish().get(ERROR + "?a=1&lang=es&b=2").text())
                .contains("<a href=\"?a=1&amp;b=2&amp;lang=en\" lang=\"en\"");
    }

    @Test
    void pagesNameTheirAlternatesAndTheirOwnAddress() {
        publish();
        var notice = getBaseUri().resolve(NOTICE);

        var neutral = spanish().get(NOTICE).text();
        var chosen = spanish().get(NOTICE + "?lang=en").text();

        assertThat(neutral).contains("<link rel=\"canonical\" href=\"" + notice + "\">");
        assertThat(chosen).contains("<link rel=\"canonical\" href=\"" + notice + "?lang=en\">");
        for (var page : new String[] {neutral, chosen}) {
            assertThat(page)
                    .contains("<link rel=\"alternate\" hreflang=\"es\" href=\"" + notice + "?lang=es\">")
                    .contains("<link rel=\"alternate\" hreflang=\"en\" href=\"" + notice + "?lang=en\">")
                    .contains("<link rel=\"alternate\" hreflang=\"x-default\" href=\"" + notice + "\">");
        }
        assertThat(spanish().get(ERROR).text()).doesNotContain("rel=\"canonical\"", "<link rel=\"alternate\"");
    }

    @Test
    void cachedPageNeverLeaksItsLanguage() {
        publish();

        for (var path : new String[] {"/", NOTICE}) {
            for (int i = 0; i < 2; i++) {
                assertLanguage(spanish(), path, "es", false);
                assertLanguage(spanish(), path + "?lang=en", "en", true);
                assertLanguage(english(), path, "en", false);
                assertLanguage(english(), path + "?lang=en", "en", true);
                assertLanguage(english(), path + "?lang=%65n", "en", true);
                assertLanguage(english(), path + "?lang=es", "es", true);
                assertLanguage(english(), path + "?lang=de", "en", false);
                assertLanguage(spanish(), path + "?lang=de", "es", false);
                assertLanguage(spanish(), path + "?lang=en&lang=es", "en", true);
            }
        }
    }

    private static void assertLanguage(Client client, String path, String language, boolean chosen) {
        var page = client.get(path);

        assertThat(page.text()).as(path).contains("<html lang=\"" + language + "\">");
        assertThat(page.header("Content-Language")).as(path).isEqualTo(language);
        assertThat(page.text().contains("href=\"/?lang=" + language + "\""))
                .as(path)
                .isEqualTo(chosen);
    }

    /** The targets of links in the page's body. */
    private static java.util.stream.Stream<String> links(String page) {
        return java.util.regex.Pattern.compile("<a [^>]*?href=\"([^\"#]+)\"")
                .matcher(page)
                .results()
                .map(link -> link.group(1));
    }

    private Client spanish() {
        return reader().with("Accept", "text/html").with("Accept-Language", "es");
    }

    private Client english() {
        return reader().with("Accept", "text/html").with("Accept-Language", "en");
    }

    private void publish() {
        administrator().with("If-None-Match", "*").put("/api/news/" + ID, notice("titulo", "Una beca"));
    }
}
