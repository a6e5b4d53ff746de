package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tablon.text.Language;
import tablon.text.Text;

/** A member proposes, a moderator decides: on phones, in both languages, with and without JavaScript. */
final class ModeratorsDayIT {
    @TempDir
    Path folder;

    private static Chromium chromium;
    private static Browser browser;

    private Language language = Language.SPANISH;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest(name = "{0}, JavaScript {1}")
    @CsvSource({"es-ES, false", "es-ES, true", "en-GB, false"})
    void memberProposesAndModeratorDecides(String locale, boolean javaScript) {
        language = Language.of(Locale.forLanguageTag(locale));
        try (var board = LaunchedBoard.start(folder, Map.of());
                var noa = Clerk.at(browser, board.address(), Clerk.PHONE, javaScript, locale);
                var mar = Clerk.at(browser, board.address(), Clerk.PHONE, javaScript, locale);
                var reader = Clerk.at(browser, board.address(), Clerk.PHONE, javaScript, locale)) {
            noa.be(Person.invited(board, "noa", "Noa", "miembro", "UGR"));
            mar.be(Person.invited(board, "mar", "Mar", "moderador", "UGR"));

            moderatorRefusesAndTheAuthorCorrects(noa, mar, reader);
            moderatorApproves(mar, reader);
            changeWaitsBesideTheNotice(noa, mar, reader);
            moderatorHidesAndShowsAgain(noa, mar, reader);
            earlierTextIsRestored(mar, reader);
            journalSaysWhoDidWhat(mar);

            for (var person : List.of(noa, mar, reader)) {
                person.findsNothingBroken();
            }
        }
    }

    private void moderatorRefusesAndTheAuthorCorrects(Clerk noa, Clerk mar, Clerk reader) {
        noa.open("");
        noa.follow(say("desk.propose"));
        noa.fill(say("editor.titulo"), "Torneo de ajedrez");
        noa.fill(say("editor.descripcion"), "El sábado.");
        noa.press(say("editor.propose"));
        noa.sees(say("done.proposed"));
        reader.open("");
        reader.seesNot("Torneo de ajedrez");

        mar.open("");
        mar.follow(say("desk.moderation"));
        mar.sees("El sábado.");
        mar.fill(say("moderation.reason"), "Falta el lugar.");
        mar.press(say("moderation.refuse"));
        mar.sees(say("done.refused"));

        noa.open("");
        noa.follow(say("desk.mine"));
        noa.sees("Falta el lugar.");
        noa.follow(say("correct"));
        noa.sees("Falta el lugar.");
        noa.fill(say("editor.descripcion"), "El sábado, en el vestíbulo.");
        noa.press(say("editor.propose"));
        noa.sees(say("done.proposed"));
    }

    private void moderatorApproves(Clerk mar, Clerk reader) {
        mar.open("");
        assertThat(mar.page().locator(".desk .count").innerText()).startsWith("1");
        mar.follow(say("desk.moderation"));
        mar.sees("en el vestíbulo");
        mar.press(say("moderation.approve"));
        mar.sees(say("done.approved"));
        mar.sees(say("moderation.none.propuesta"));
        mar.findsNothingBroken();

        reader.open("");
        reader.sees("Torneo de ajedrez");
    }

    private void changeWaitsBesideTheNotice(Clerk noa, Clerk mar, Clerk reader) {
        noa.open("");
        noa.follow("Torneo de ajedrez");
        noa.follow(say("edit.propose"));
        noa.fill(say("editor.descripcion"), "El domingo, en el vestíbulo.");
        noa.press(say("editor.propose"));
        noa.sees(say("done.proposed"));
        reader.open("");
        reader.follow("Torneo de ajedrez");
        reader.sees("sábado");

        mar.open("");
        mar.follow(say("desk.moderation"));
        assertThat(mar.page().locator(".difference ins").allInnerTexts()).contains("domingo");
        mar.findsNothingBroken();
        mar.press(say("moderation.approve"));

        mar.sees(say("done.approved"));
        reader.page().reload();
        reader.sees("domingo");
    }

    private void moderatorHidesAndShowsAgain(Clerk noa, Clerk mar, Clerk reader) {
        mar.open("");
        mar.follow("Torneo de ajedrez");
        mar.follow(say("moderate"));
        mar.fill(say("moderation.reason"), "Se ha suspendido.");
        mar.press(say("moderation.hide"));
        mar.sees(say("done.hidden"));
        reader.open("");
        reader.seesNot("Torneo de ajedrez");
        noa.open("");
        noa.follow(say("desk.mine"));
        noa.sees("Se ha suspendido.");

        mar.follow(say("moderation.tab.oculta"));
        mar.sees("Se ha suspendido.");
        mar.press(say("moderation.show"));

        mar.sees(say("done.shown"));
        reader.open("");
        reader.sees("Torneo de ajedrez");
    }

    private void earlierTextIsRestored(Clerk mar, Clerk reader) {
        mar.open("");
        mar.follow("Torneo de ajedrez");
        mar.follow(say("history"));
        mar.sees(Text.of("page.history.act.approved", "Noa").in(language));
        assertThat(mar.page().locator(".records del").first().innerText()).contains("sábado");
        mar.findsNothingBroken();
        mar.press(say("history.restore"));

        reader.open("");
        reader.follow("Torneo de ajedrez");
        reader.sees("El sábado, en el vestíbulo.");
    }

    private void journalSaysWhoDidWhat(Clerk mar) {
        mar.open("");
        mar.follow(say("desk.audit"));

        mar.sees("Torneo de ajedrez");
        mar.sees("Falta el lugar.");
        mar.sees("Noa");
        assertThat(mar.page().locator(".record h3").allInnerTexts())
                .filteredOn(entry -> entry.startsWith("Mar"))
                .hasSize(6);
    }

    private String say(String key) {
        return Text.of("page." + key).in(language);
    }
}
