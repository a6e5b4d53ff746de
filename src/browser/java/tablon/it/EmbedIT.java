package tablon.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list in a frame of a site with another origin. */
final class EmbedIT {
    @TempDir
    static Path folder;

    private static LaunchedBoard board;
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void start() {
        board = LaunchedBoard.start(folder, Map.of());
        board.administrator().post("api/news", Notices.notice("Becas de comedor"));
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        board.close();
    }

    @Test
    void listIsShownWithItsStyleInASandboxWithoutAnyPermission() throws IOException {
        var errors = new ArrayList<String>();
        try (var context = browser.newContext()) {
            var page = context.newPage();
            page.onConsoleMessage(message -> errors.add(message.text()));
            page.onPageError(errors::add);
            var site = site("<iframe title=Tablón sandbox src=\"" + address("insertar") + "\"></iframe>");
            try {
                page.navigate(address(site));
                var frame = page.frameLocator("iframe");

                assertThat(frame.getByText("Becas de comedor")).isVisible();
                assertThat(frame.getByRole(AriaRole.HEADING)).hasCSS("font-size", "20px");
                assertThat(frame.locator("body")).not().hasCSS("background-color", "rgba(0, 0, 0, 0)");
            } finally {
                site.stop(0);
            }
            assertThat(errors).isEmpty();
            assertThat(context.cookies()).isEmpty();
        }
    }

    @Test
    void linkOpensTheNoticeWithThePermissionsOfTheSnippet() throws IOException {
        try (var context = browser.newContext()) {
            var page = context.newPage();
            page.navigate(address("seguir"));
            var site = site(page.locator("#codigo").inputValue());
            try {
                page.navigate(address(site));
                var notice = context.waitForPage(() -> page.frameLocator("iframe")
                        .getByText("Becas de comedor")
                        .click());

                assertThat(notice.locator("h1")).hasText("Becas de comedor");
            } finally {
                site.stop(0);
            }
        }
    }

    /** A page on another origin with this content. */
    private static HttpServer site(String content) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var html = ("<!doctype html><link rel=icon href=\"data:,\"><title>x</title>" + content)
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer site) {
        return "http://localhost:" + site.getAddress().getPort() + "/";
    }

    private static String address(String path) {
        return board.address().resolve("/" + path).toString();
    }
}
