package tablon.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A new browser context with one page; records errors, cookies and third-party requests. */
final class Visit implements AutoCloseable {
    private static final int HEIGHT = 800;

    private final BrowserContext context;
    private final Page page;
    private final URI board;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> thirdPartyRequests = new CopyOnWriteArrayList<>();

    private Visit(Browser browser, URI board, Browser.NewContextOptions options) {
        this.board = board;
        this.context = browser.newContext(options);
        this.page = context.newPage();
        page.onConsoleMessage(message -> recordError("console: " + message.text()));
        page.onPageError(error -> recordError("script: " + error));
        page.onRequestFailed(request -> recordError("failed: " + request.url()));
        page.onRequest(request -> {
            if (!request.url().startsWith(board + "/")) {
                thirdPartyRequests.add(request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400 && !response.request().isNavigationRequest()) {
                recordError(response.status() + ": " + response.url());
            }
        });
    }

    /** A visit of a reader of Spanish with a screen of this width and a preferred colour scheme. */
    static Visit of(Browser browser, URI board, int width, ColorScheme scheme) {
        return with(browser, board, spanish(width).setColorScheme(scheme));
    }

    static Visit withoutJavaScript(Browser browser, URI board, int width) {
        return with(browser, board, spanish(width).setJavaScriptEnabled(false));
    }

    static Visit with(Browser browser, URI board, Browser.NewContextOptions options) {
        return new Visit(browser, board, options);
    }

    private static Browser.NewContextOptions spanish(int width) {
        return new Browser.NewContextOptions().setLocale("es-ES").setViewportSize(width, HEIGHT);
    }

    /** Opens a path of the board and returns the page. */
    Page open(String path) {
        page.navigate(board.resolve("/" + path).toString());
        return page;
    }

    Page open(SampleBoards.Sample sample) {
        sample.open(page);
        return page;
    }

    Page page() {
        return page;
    }

    URI board() {
        return board;
    }

    /** Console messages, script errors and failed requests. */
    List<String> errors() {
        return errors;
    }

    /** The addresses of requests to other servers than the board. */
    List<String> thirdPartyRequests() {
        return thirdPartyRequests;
    }

    List<?> cookies() {
        return context.cookies();
    }

    @Override
    public void close() {
        context.close();
    }

    private void recordError(String text) {
        // some tests open a page with status 404; failed requests of a page are recorded with their address
        if (!text.contains("the server responded with a status of")) {
            errors.add(text);
        }
    }
}
