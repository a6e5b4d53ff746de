package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tablon.it.SampleBoards.Sample;

/** Checks of every kind of page, in every state that readers see. */
final class EveryPageIT {
    private static final int PHONE = 360;
    private static final int DESKTOP = 1280;
    private static final int HEIGHT = 800;
    private static final Pattern STYLE_SHEET = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\">");

    @TempDir
    static Path folder;

    private static SampleBoards boards;
    private static Chromium chromium;
    private static Browser browser;
    private static Browser largeText;
    private static NuChecker nu;

    @BeforeAll
    static void start() {
        boards = SampleBoards.start(folder);
        chromium = Chromium.start();
        browser = chromium.browser();
        largeText = chromium.browserWithTextOf200Percent();
        nu = new NuChecker();
    }

    @AfterAll
    static void stop() {
        nu.close();
        chromium.close();
        boards.close();
    }

    static List<Sample> pages() {
        return boards.pages();
    }

    static Stream<Arguments> pagesInBothLanguages() {
        return Stream.of("es-ES", "en-GB")
                .flatMap(language -> pages().stream().map(page -> Arguments.of(page, language)));
    }

    /** WCAG 2.2 A and AA, and axe's best practices. Each language has two of the four combinations, to save time. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("pagesInBothLanguages")
    void axeFindsNothingAtAnyWidthInAnyColourScheme(Sample sample, String language) {
        boolean spanish = language.startsWith("es");
        try (var visit = visit(browser, sample, language)) {
            var page = visit.open(sample);

            assertThat(findings(page, PHONE, spanish ? ColorScheme.LIGHT : ColorScheme.DARK))
                    .as("on a phone")
                    .isEmpty();
            assertThat(findings(page, DESKTOP, spanish ? ColorScheme.DARK : ColorScheme.LIGHT))
                    .as("on a desktop")
                    .isEmpty();
            assertThat(visit.errors()).isEmpty();
            assertThat(visit.thirdPartyRequests()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageFitsAPhoneWithTextOf200Percent(Sample sample) {
        try (var visit = visit(largeText, sample, "es-ES")) {
            var page = visit.open(sample);

            assertThat(number(page, "parseFloat(getComputedStyle(document.body).fontSize)"))
                    .isGreaterThanOrEqualTo(30);
            assertThat(number(page, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
        }
    }

    /** The contrast of WCAG 2.2 AAA: 7:1. */
    @ParameterizedTest
    @MethodSource("pages")
    void pageHasEnhancedContrastIfPreferred(Sample sample) {
        try (var visit = visit(browser, sample, "es-ES")) {
            var page = visit.open(sample);

            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions()
                        .setContrast(Contrast.MORE)
                        .setColorScheme(scheme));

                assertThat(Axe.contrastFindings(page)).as("%s", scheme).isEmpty();
                assertThat(number(page, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("pagesInBothLanguages")
    void htmlIsValid(Sample sample, String language) {
        var html = sample.get(language);

        assertThat(nu.html(html.response().body())).isEmpty();
    }

    @Test
    void styleSheetsAreValid() {
        var signIn = boards.page("sign-in");
        var sheets = STYLE_SHEET
                .matcher(signIn.get("es").text())
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(sheets).hasSize(2);
        assertThat(sheets).allSatisfy(sheet -> assertThat(
                        nu.css(signIn.reader().get(sheet).response().body()))
                .isEmpty());
    }

    private static List<String> findings(Page page, int width, ColorScheme scheme) {
        page.setViewportSize(width, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        return Axe.findings(page);
    }

    private static Visit visit(Browser browser, Sample sample, String language) {
        return Visit.with(
                browser,
                sample.board(),
                new Browser.NewContextOptions().setLocale(language).setViewportSize(PHONE, HEIGHT));
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }
}
