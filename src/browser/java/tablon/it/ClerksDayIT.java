package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work of an office on the pages of the board, from an empty folder on. */
final class ClerksDayIT {
    private static final Pattern SET_UP = Pattern.compile("/(instalacion/[A-Za-z0-9_-]+)");

    @TempDir
    Path folder;

    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    /** Ana sits at a desktop, Luis has a phone. */
    @ParameterizedTest(name = "JavaScript {0}")
    @ValueSource(booleans = {false, true})
    void officeInstallsInvitesPublishesCorrectsAndWithdraws(boolean javaScript) {
        try (var board = LaunchedBoard.await(LaunchedBoard.launch(folder, Map.of()));
                var ana = Clerk.at(browser, board.address(), Clerk.DESKTOP, javaScript);
                var luis = Clerk.at(browser, board.address(), Clerk.PHONE, javaScript);
                var reader = Clerk.at(browser, board.address(), Clerk.PHONE, javaScript)) {
            setUp(board, ana);
            invite(ana, luis);

            luisPublishes(luis, reader);
            luisSchedules(luis, reader);
            luisCorrects(luis, reader);
            bothEditAtOnce(ana, luis, reader);
            sessionEndsWhileWriting(luis, reader);
            withdrawnNoticeIsRestored(luis, reader);

            for (var clerk : List.of(ana, luis, reader)) {
                clerk.findsNothingBroken();
            }
        }
    }

    private static void setUp(LaunchedBoard board, Clerk ana) {
        var link = SET_UP.matcher(board.program().out());
        assertThat(link.find()).as(board.program().out()).isTrue();

        ana.open(link.group(1));
        ana.fill("Nombre", "Ana García");
        ana.fill("Usuario", "ana");
        ana.fill("Contraseña", Person.PASSWORD);
        ana.fill("Nombre del campus", "Campus Centro");
        ana.fill("Código del campus", "CENTRO");
        ana.press("Crear la cuenta y empezar");

        ana.sees("Su cuenta está lista y ya ha entrado.");
        ana.findsNothingBroken();
    }

    private static void invite(Clerk ana, Clerk luis) {
        ana.follow("Personas");
        ana.choose("Edición");
        ana.choose("Campus Centro");
        ana.press("Crear la invitación");
        var invitation = URI.create(ana.value("Enlace de invitación")).getPath();

        luis.open(invitation.substring(1));
        luis.fill("Nombre", "Luis Ortega");
        luis.fill("Usuario", "luis");
        luis.fill("Contraseña", Person.PASSWORD);
        luis.press("Crear mi cuenta");

        luis.sees("Su cuenta está lista y ya ha entrado.");
        luis.findsNothingBroken();
    }

    private static void luisPublishes(Clerk luis, Clerk reader) {
        luis.follow("Nueva noticia");
        luis.fill("Título", "Becas de comedor");
        luis.fill("Texto", "El plazo acaba el **viernes**.");
        luis.press("Vista previa");
        assertThat(luis.page().locator(".preview strong").innerText()).isEqualTo("viernes");
        reader.open("");
        reader.seesNot("Becas de comedor");
        luis.press("Publicar");

        luis.sees("La noticia se ha publicado.");
        luis.findsNothingBroken();
        reader.open("");
        reader.sees("Becas de comedor");
        reader.follow("Becas de comedor");
        reader.sees("Luis Ortega");
    }

    private static void luisSchedules(Clerk luis, Clerk reader) {
        luis.follow("Nueva noticia");
        luis.fill("Título", "Elecciones a delegado");
        luis.fill("Texto", "Se vota en el aula.");
        luis.fill("Publicar el (opcional)", "2099-12-03T09:00");
        luis.press("Publicar");

        luis.sees("La noticia se ha programado.");
        reader.open("");
        reader.seesNot("Elecciones a delegado");
        luis.follow("Mis noticias");
        luis.sees("Elecciones a delegado");
    }

    private static void luisCorrects(Clerk luis, Clerk reader) {
        luis.follow("Mis noticias");
        luis.follow("Becas de comedor");
        luis.follow("Modificar");
        luis.fill("Título", "Becas de comedor 2027");
        luis.press("Guardar los cambios");

        luis.sees("Los cambios se han guardado.");
        reader.open("");
        reader.sees("Becas de comedor 2027");
    }

    private static void bothEditAtOnce(Clerk ana, Clerk luis, Clerk reader) {
        luis.follow("Mis noticias");
        luis.follow("Becas de comedor 2027");
        luis.follow("Modificar");
        ana.open(luis.path());
        ana.fill("Texto", "El plazo acaba el **lunes**.");
        ana.press("Guardar los cambios");
        luis.fill("Texto", "El plazo acaba el **martes**.");
        luis.press("Guardar los cambios");

        luis.sees("lunes");
        assertThat(luis.value("Texto")).isEqualTo("El plazo acaba el **martes**.");
        assertThat(luis.page().locator(".difference ins").allInnerTexts().toString())
                .contains("martes");
        assertThat(luis.page().locator(".difference del").allInnerTexts().toString())
                .contains("lunes");
        luis.findsNothingBroken();
        reader.open("");
        reader.follow("Becas de comedor 2027");
        reader.sees("lunes");

        luis.press("Guardar mi texto en lugar del actual");

        luis.sees("Los cambios se han guardado.");
        reader.page().reload();
        reader.sees("martes");
    }

    private static void sessionEndsWhileWriting(Clerk luis, Clerk reader) {
        luis.follow("Nueva noticia");
        luis.fill("Título", "Aula cerrada");
        luis.fill("Texto", "Vuelve a abrir el jueves.");
        luis.loseSession();
        luis.press("Publicar");
        luis.sees("lo que escribió no se ha perdido");
        luis.signIn("luis");
        luis.press("Continuar");

        luis.sees("La noticia se ha publicado.");
        reader.open("");
        reader.sees("Aula cerrada");
    }

    private static void withdrawnNoticeIsRestored(Clerk luis, Clerk reader) {
        luis.follow("Mis noticias");
        luis.follow("Aula cerrada");
        luis.follow("Retirar");
        luis.press("Retirar");
        luis.sees("La noticia se ha retirado.");
        reader.open("");
        reader.seesNot("Aula cerrada");

        luis.follow("Mis noticias");
        luis.press("Recuperar");

        luis.sees("La noticia se ha recuperado.");
        reader.open("");
        reader.sees("Aula cerrada");
    }

    /** The figures in docs/publishing.md. */
    @Test
    void noticeTakesFourClicksAndFourFieldsFromSignInOn() {
        try (var board = LaunchedBoard.start(folder, Map.of());
                var luis = Clerk.at(browser, board.address(), Clerk.PHONE, true)) {
            Person.invited(board, "luis", "Luis Ortega", "editor", "UGR");
            luis.open("");

            luis.follow("Entrar");
            luis.signIn("luis");
            luis.follow("Nueva noticia");
            luis.fill("Título", "Becas de comedor");
            luis.fill("Texto", "El plazo acaba el viernes.");
            luis.press("Publicar");

            luis.sees("La noticia se ha publicado.");
            assertThat(luis.clicks()).isEqualTo(4);
            assertThat(luis.fields()).isEqualTo(4);
        }
    }

    @Test
    void noticeIsPublishedWithTheKeyboardAlone() {
        try (var board = LaunchedBoard.start(folder, Map.of());
                var luis = Clerk.at(browser, board.address(), Clerk.DESKTOP, true)) {
            Person.invited(board, "luis", "Luis Ortega", "editor", "UGR");
            luis.open("entrar");
            var page = luis.page();

            tabTo(page, "[name=usuario]");
            page.keyboard().type("luis");
            tabTo(page, "[name=clave]");
            page.keyboard().type(Person.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(url -> !url.contains("entrar"));
            tabTo(page, ".desk .new");
            page.keyboard().press("Enter");
            page.waitForURL("**/noticias/nueva");
            tabTo(page, "[name=titulo]");
            page.keyboard().type("Becas de comedor");
            tabTo(page, "[name=descripcion]");
            page.keyboard().type("El plazo acaba el viernes.");
            tabTo(page, "main .primary");
            page.keyboard().press("Enter");

            page.getByRole(AriaRole.STATUS).waitFor();
            luis.sees("La noticia se ha publicado.");
        }
    }

    /** Presses the Tab key until the element has the focus, which must be visible. */
    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate(
                    "selector => document.activeElement === document.querySelector(selector)", selector))) {
                var outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
                assertThat(outline).as("outline of %s", selector).isNotEqualTo("none");
                return;
            }
        }
        throw new AssertionError(selector + " cannot be reached with the Tab key");
    }

    /** Also not where a browser would report that the Content-Security-Policy stopped it. */
    @Test
    void markupInAnyFieldExecutesNothing() {
        var attack = "\"'><script>hacked=1</script><img src=x onerror=hacked=1><svg onload=hacked=1>{{7*7}}";
        var dialogs = new ArrayList<String>();
        try (var board = LaunchedBoard.start(
                        folder, Map.of("BOARD_NAME", attack, "CAMPUSES", "UGR=" + attack.replace(',', ' ')));
                var clerk = Clerk.at(browser, board.address(), Clerk.DESKTOP, true)) {
            var ana = Person.invited(board, "ana", attack, "administrador");
            var notice =
                    ana.published(attack, attack + "\n\n[x](javascript:hacked=1)\n\n<b onclick=hacked=1>b</b>", "UGR");
            var token = ana.client().post("api/tokens", Map.of("nombre", attack, "permisos", List.of("publicar")));
            assertThat(token.status()).as(token.text()).isEqualTo(201);
            Person.invitation(board, "editor", "UGR");
            clerk.page().onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            clerk.be(ana);

            for (var path : List.of(
                    "",
                    "?q=script",
                    "?campus=UGR",
                    notice,
                    notice + "/editar",
                    notice + "/retirar",
                    "noticias/nueva",
                    "mis-noticias",
                    "personas",
                    "personas/" + ana.id(),
                    "campus",
                    "campus/UGR",
                    "cuenta",
                    "fichas",
                    "salir",
                    "entrar?next=%22%3E%3Cscript%3Ehacked=1%3C/script%3E")) {
                clerk.open(path);

                assertThat(clerk.page().evaluate("typeof hacked")).as(path).isEqualTo("undefined");
            }
            assertThat(dialogs).isEmpty();
            assertThat(clerk.errors()).isEmpty();
        }
    }
}
