package tablon.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed in the editor survives a closed page, a lost session and a board that does not answer. */
final class DraftIT {
    private static final String STATUS = "#draft-status";
    private static final Pattern SAVED = Pattern.compile("Borrador guardado a las \\d?\\d:\\d\\d");
    /** The script saves every 3 s, and every 30 s while the session is lost. */
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    @TempDir
    static Path folder;

    private static LaunchedBoard board;
    private static Chromium chromium;
    private static Browser browser;
    private static int people;

    @BeforeAll
    static void start() {
        board = LaunchedBoard.start(folder, Map.of());
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        board.close();
    }

    @Test
    void textIsRestoredAfterThePageWasClosed() {
        var luis = editor();
        try (var context = browserOf(luis)) {
            var page = open(context, "noticias/nueva");
            page.getByLabel("Título").fill("Becas de comedor");
            page.getByLabel("Texto").fill("El plazo acaba el\n\nviernes ñ € 😀 & = %.");
            assertThat(page.locator(STATUS)).containsText(SAVED, SOON);
            page.close();

            page = open(context, "noticias/nueva");
            assertThat(page.getByText("Tiene un borrador sin terminar: «Becas de comedor»"))
                    .isVisible();
            assertThat(page.getByLabel("Título")).hasValue("");
            page.getByText("Continuar").click();

            assertThat(page.getByLabel("Título")).hasValue("Becas de comedor");
            assertThat(page.getByLabel("Texto")).hasValue("El plazo acaba el\n\nviernes ñ € 😀 & = %.");
            page.getByText("Publicar", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.getByText("La noticia se ha publicado.")).isVisible();
            page.navigate(address("mis-noticias"));
            assertThat(page.getByText("Borradores")).hasCount(0);
        }
    }

    @Test
    void textIsRestoredAfterThePageWasClosedAtOnce() {
        var luis = editor();
        try (var context = browserOf(luis)) {
            var page = open(context, "noticias/nueva");
            page.getByLabel("Título").fill("Cerrada enseguida");
            // as a browser does when the person turns to another window, or closes this one
            page.evaluate("""
                    Object.defineProperty(document, 'visibilityState', {value: 'hidden'});
                    document.dispatchEvent(new Event('visibilitychange'));
                    """);
            page.close();

            Eventually.holds(() -> "the draft is saved", () -> mine(luis).contains("Cerrada enseguida"));
        }
    }

    @Test
    void changeOfANoticeIsRestoredAndDiscarded() {
        var luis = editor();
        var notice = luis.published("Becas", "El plazo acaba el viernes.", "UGR");
        try (var context = browserOf(luis)) {
            var page = open(context, notice + "/editar");
            page.getByLabel("Título").fill("Becas de comedor");
            assertThat(page.locator(STATUS)).containsText(SAVED, SOON);
            page.close();

            page = open(context, notice + "/editar");
            assertThat(page.getByText("Recuperado lo que escribió el")).isVisible();
            assertThat(page.getByLabel("Título")).hasValue("Becas de comedor");
            page.getByText("Descartar").click();

            assertThat(page.getByText("El borrador se ha descartado.")).isVisible();
            assertThat(page.getByLabel("Título")).hasValue("Becas");
        }
    }

    @Test
    void lostSessionLosesNoText() {
        var luis = editor();
        try (var context = browserOf(luis)) {
            var page = open(context, "noticias/nueva");
            context.clearCookies();
            page.getByLabel("Título").fill("Sin sesión");
            assertThat(page.locator(STATUS)).containsText("su sesión ha terminado", SOON);
            assertThat(page.getByLabel("Título")).hasValue("Sin sesión");

            context.addCookies(List.of(Person.cookie(luis.cookie(), board.address())));
            // the person comes back from the tab in which they signed in
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");

            assertThat(page.locator(STATUS)).containsText(SAVED, SOON);
            assertThat(mine(luis)).contains("Sin sesión");
        }
    }

    @Test
    void unreachableBoardIsTriedAgain() {
        var luis = editor();
        try (var context = browserOf(luis)) {
            var page = open(context, "noticias/nueva");
            context.setOffline(true);
            page.getByLabel("Título").fill("Sin red");
            assertThat(page.locator(STATUS)).containsText("No se pudo guardar el borrador. Su texto sigue", SOON);

            context.setOffline(false);

            assertThat(page.locator(STATUS)).containsText(SAVED, SOON);
        }
    }

    @Test
    void leavingWarnsOnlyBeforeUnsavedTextIsLost() {
        var luis = editor();
        try (var context = browserOf(luis)) {
            var page = open(context, "noticias/nueva");
            var warnings = new CopyOnWriteArrayList<String>();
            page.onDialog(dialog -> {
                warnings.add(dialog.type());
                dialog.accept();
            });

            page.getByLabel("Título").click();
            page.keyboard().type("Becas");
            page.getByText("Cancelar").click();
            page.waitForURL("**/mis-noticias");
            assertThat(warnings).containsExactly("beforeunload");

            page.navigate(address("noticias/nueva"));
            page.getByLabel("Título").click();
            page.keyboard().type("Becas");
            assertThat(page.locator(STATUS)).containsText(SAVED, SOON);
            page.getByText("Cancelar").click();
            page.waitForURL("**/mis-noticias");
            assertThat(warnings).as("after the draft is saved").hasSize(1);

            page.navigate(address("noticias/nueva"));
            page.getByLabel("Título").click();
            page.keyboard().type("Becas");
            page.getByText("Guardar borrador").click();
            assertThat(page.getByText("El borrador se ha guardado.")).isVisible();
            assertThat(warnings).as("after a button of the form").hasSize(1);
        }
    }

    @Test
    void draftUnderWayIsNotStoredAfterTheNotice() {
        var luis = editor();
        try (var context = browserOf(luis)) {
            var page = open(context, "noticias/nueva");
            var waiting = new CopyOnWriteArrayList<String>();
            page.route("**/borradores/*", route -> {
                waiting.add(route.request().url());
                page.waitForTimeout(500);
                route.resume();
            });
            page.getByLabel("Título").fill("Becas");
            page.getByLabel("Texto").fill("El plazo acaba el viernes.");
            page.waitForCondition(() -> !waiting.isEmpty());
            page.getByText("Publicar", new Page.GetByTextOptions().setExact(true))
                    .click();

            assertThat(page.getByText("La noticia se ha publicado.")).isVisible();
            assertThat(mine(luis)).doesNotContain("Borradores");
        }
    }

    @ParameterizedTest(name = "JavaScript {0}")
    @ValueSource(booleans = {false, true})
    void buttonSavesAnUnfinishedForm(boolean javaScript) {
        var luis = editor();
        try (var clerk = Clerk.at(browser, board.address(), Clerk.PHONE, javaScript)) {
            clerk.be(luis);
            clerk.open("noticias/nueva");
            clerk.fill("Título", "A medias");
            clerk.press("Guardar borrador");
            clerk.sees("El borrador se ha guardado. Solo lo ve usted.");
            clerk.findsNothingBroken();

            clerk.follow("Continuar: A medias");
            assertThat(clerk.value("Título")).isEqualTo("A medias");
            clerk.fill("Texto", "Y ahora completa.");
            clerk.press("Publicar");

            clerk.sees("La noticia se ha publicado.");
            clerk.findsNothingBroken();
        }
    }

    private static Person editor() {
        return Person.invited(board, "luis" + people++, "Luis Ortega", "editor", "UGR");
    }

    private static BrowserContext browserOf(Person person) {
        var context = browser.newContext(new Browser.NewContextOptions().setLocale("es-ES"));
        context.addCookies(List.of(Person.cookie(person.cookie(), board.address())));
        return context;
    }

    private static Page open(BrowserContext context, String path) {
        var page = context.newPage();
        page.navigate(address(path));
        return page;
    }

    private static String address(String path) {
        return board.address().resolve("/" + path).toString();
    }

    private static String mine(Person person) {
        return person.client()
                .with("Accept", "text/html")
                .with("Accept-Language", "es")
                .get("mis-noticias")
                .text();
    }
}
