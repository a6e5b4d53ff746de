package tablon.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in Chromium, at the widths of a phone and a desktop. */
final class BrowserIT {
    private static final int PHONE = 360;
    private static final int DESKTOP = 1280;

    private static final String LONG_WORD = "Ñ".repeat(200);
    private static final String LONG_TEXT = """
            Las becas de este curso se piden **hasta el viernes** en la secretaría, con el impreso que está en
            la página de la universidad y una copia del documento de identidad; quien ya la tuvo no la repite.

            - Lunes a jueves, de 9 a 14 h
            - Viernes, de 9 a 12 h

            Más en https://example.org/%s

                una línea de código que es mucho más larga que la pantalla de cualquier teléfono que se venda hoy

            > Una cita.
            """.formatted("becas-".repeat(40));

    @TempDir
    static Path folder;

    private static LaunchedBoard board;
    private static Chromium chromium;
    private static Browser browser;
    private static String notice;

    @BeforeAll
    static void start() {
        board = LaunchedBoard.start(
                folder, Map.of("CAMPUSES", "UGR=Universidad de Granada,MED=Facultad de Medicina,CEU=Campus de Ceuta"));
        publish("Matrícula", "Se abre el *lunes*.");
        publish(LONG_WORD, "x".repeat(1_000));
        notice = publish("Becas de colaboración", LONG_TEXT);
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        board.close();
    }

    static Stream<Arguments> pages() {
        return Stream.of(PHONE, DESKTOP).flatMap(width -> Stream.of(
                        "", "?campus=UGR", "?campus=MED", "?q=" + "y".repeat(200), notice, "noticias/nada")
                .map(path -> Arguments.of(width, path)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageFitsItsScreenAndMakesNoThirdPartyRequest(int width, String path) {
        try (var visit = Visit.of(browser, board.address(), width, ColorScheme.LIGHT)) {
            var page = visit.open(path);

            assertThat(page.getByRole(AriaRole.MAIN)).isVisible();
            assertThat(page.locator("h1")).hasCount(1);
            assertThat(number(page, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
            assertThat(visit.errors()).isEmpty();
            assertThat(visit.thirdPartyRequests()).isEmpty();
            assertThat(visit.cookies()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PHONE, DESKTOP})
    void noticeIsInTheViewportInReadableType(int width) {
        try (var visit = Visit.of(browser, board.address(), width, ColorScheme.LIGHT)) {
            var page = visit.open(notice);
            var text = page.getByText("Las becas de este curso");

            assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Becas de colaboración")))
                    .isInViewport();
            assertThat(text).isInViewport();
            double size = ((Number) text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")).doubleValue();
            assertThat(size).isBetween(16.0, 24.0);
            // the width of an average character is about half the font size
            assertThat(text.boundingBox().width / (size / 2))
                    .as("characters per line")
                    .isBetween(30.0, 80.0);
        }
    }

    @Test
    void boardIsReadSearchedAndFilteredWithoutJavaScript() {
        try (var visit = Visit.withoutJavaScript(browser, board.address(), PHONE)) {
            var page = visit.open("");
            page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Becas de colaboración"))
                    .click();
            assertThat(page.getByText("hasta el viernes")).isVisible();

            page.getByRole(AriaRole.SEARCHBOX).fill("matricula");
            page.getByRole(AriaRole.SEARCHBOX).press("Enter");
            assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(1);
            assertThat(page.getByRole(AriaRole.ARTICLE)).containsText("Matrícula");

            visit.open("")
                    .getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Facultad de Medicina"))
                    .click();
            assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(0);
            assertThat(page.getByRole(AriaRole.MAIN)).isVisible();
            assertThat(visit.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void pageHasThePreferredColourScheme(ColorScheme scheme) {
        try (var visit = Visit.of(browser, board.address(), PHONE, scheme)) {
            var page = visit.open(notice);

            double background = brightness(page, "html", "backgroundColor");
            double text = brightness(page, "h1", "color");

            if (scheme == ColorScheme.DARK) {
                assertThat(text - background).isGreaterThan(0.5);
            } else {
                assertThat(background - text).isGreaterThan(0.5);
            }
        }
    }

    private static String publish(String title, String text) {
        var notice = Notices.notice(title);
        notice.put("descripcion", text);
        return "noticias/"
                + board.administrator()
                        .post("api/news", notice)
                        .json()
                        .get("id")
                        .asText();
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    /** From 0 (black) to 1 (white). A canvas converts all CSS colour notations to red, green and blue. */
    private static double brightness(Page page, String element, String property) {
        return number(page, """
                (() => {
                    let element = document.querySelector('%s');
                    const canvas = document.createElement('canvas').getContext('2d');
                    canvas.fillStyle = getComputedStyle(element)['%s'];
                    canvas.fillRect(0, 0, 1, 1);
                    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
                    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
                })()
                """.formatted(element, property));
    }
}
