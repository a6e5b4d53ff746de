package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;

/** Somebody at a browser of their own, who finds things by their labels; counts clicks and filled fields. */
final class Clerk implements AutoCloseable {
    static final int PHONE = 360;
    static final int DESKTOP = 1280;

    private final Visit visit;
    private int clicks;
    private int fields;

    private Clerk(Visit visit) {
        this.visit = visit;
    }

    static Clerk at(Browser browser, URI board, int width, boolean javaScript) {
        return at(browser, board, width, javaScript, "es-ES");
    }

    static Clerk at(Browser browser, URI board, int width, boolean javaScript, String locale) {
        return new Clerk(Visit.with(
                browser,
                board,
                new Browser.NewContextOptions()
                        .setLocale(locale)
                        .setViewportSize(width, 800)
                        .setJavaScriptEnabled(javaScript)));
    }

    Page page() {
        return visit.page();
    }

    void open(String path) {
        visit.open(path);
    }

    /** The path of the page that is open, without a slash at the beginning, with its query. */
    String path() {
        var address = URI.create(page().url());
        return address.getRawPath().substring(1) + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    void fill(String label, String text) {
        page().getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        fields++;
    }

    void choose(String label) {
        page().getByLabel(label, new Page.GetByLabelOptions().setExact(true)).check();
        clicks++;
    }

    /** Follows a link of the page; on a phone, some are in the menu. */
    void follow(String link) {
        var found = page().getByRole(
                        AriaRole.LINK, new GetByRoleOptions().setName(link).setIncludeHidden(true));
        if (!found.first().isVisible()) {
            click(page().locator(".desk-menu summary"));
        }
        click(found);
    }

    void press(String button) {
        click(page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button)));
    }

    void signIn(String username) {
        fill("Usuario", username);
        fill("Contraseña", Person.PASSWORD);
        page().getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Entrar"))
                .click();
        clicks++;
    }

    /** Continues as somebody who has signed in elsewhere. */
    void be(Person person) {
        page().context().addCookies(List.of(Person.cookie(person.cookie(), URI.create(visit.board() + "/"))));
    }

    /** The session ends, as after 30 days or on another computer. */
    void loseSession() {
        page().context().clearCookies();
    }

    void sees(String text) {
        assertThat(page().getByRole(AriaRole.MAIN).innerText()).contains(text);
    }

    void seesNot(String text) {
        assertThat(page().getByRole(AriaRole.MAIN).innerText()).doesNotContain(text);
    }

    /** The value of a field. */
    String value(String label) {
        return page().getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .inputValue();
    }

    /** The page fits its screen; nothing on any page so far failed. */
    void findsNothingBroken() {
        int width = page().viewportSize().width;
        assertThat(((Number) page().evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(width);
        assertThat(visit.errors()).isEmpty();
        assertThat(visit.thirdPartyRequests()).isEmpty();
    }

    int clicks() {
        return clicks;
    }

    int fields() {
        return fields;
    }

    List<String> errors() {
        return visit.errors();
    }

    @Override
    public void close() {
        visit.close();
    }

    private void click(Locator what) {
        what.first().click();
        clicks++;
    }
}
