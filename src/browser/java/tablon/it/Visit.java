package tablon.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One reader's browser, without a history, and what it complains of. */
final class Visit implements AutoCloseable {
    private static final int HEIGHT = 800;

    private final BrowserContext context;
    private final Page page;
    private final URI board;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> strangers = new CopyOnWriteArrayList<>();

    private Visit(Browser browser, URI board, Browser.NewContextOptions options) {
        this.board = board;
        this.context = browser.newContext(options.setLocale("es-ES"));
        this.page = context.newPage();
        page.onConsoleMessage(message -> complain("console: " + message.text()));
        page.onPageError(error -> complain("script: " + error));
        page.onRequestFailed(request -> complain("failed: " + request.url()));
        page.onRequest(request -> {
            if (!request.url().startsWith(board + "/")) {
                strangers.add(request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400 && !response.request().isNavigationRequest()) {
                complain(response.status() + ": " + response.url());
            }
        });
    }

    static Visit of(Browser browser, URI board, int width, ColorScheme scheme) {
        return new Visit(
                browser,
                board,
                new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setColorScheme(scheme));
    }

    static Visit withoutScripts(Browser browser, URI board, int width) {
        return new Visit(
                browser,
                board,
                new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setJavaScriptEnabled(false));
    }

    /** Opens a path of the board and answers its page. */
    Page open(String path) {
        page.navigate(board.resolve("/" + path).toString());
        return page;
    }

    Page page() {
        return page;
    }

    /** What went wrong while pages were shown. */
    List<String> complaints() {
        return complaints;
    }

    /** Addresses beyond the board that were asked for. */
    List<String> strangers() {
        return strangers;
    }

    List<?> cookies() {
        return context.cookies();
    }

    @Override
    public void close() {
        context.close();
    }

    private void complain(String text) {
        // a page that says 404 is what some of these tests open
        if (!text.contains("the server responded with a status of 404")) {
            complaints.add(text);
        }
    }
}
