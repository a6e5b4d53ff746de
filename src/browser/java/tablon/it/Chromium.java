package tablon.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The installed Chromium, driven by Playwright. */
final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            // Chromium cannot use its sandbox as root, and builds often run as root
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;

    private Chromium(Playwright playwright) {
        this.playwright = playwright;
    }

    static Chromium start() {
        return new Chromium(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    Browser browser(String... arguments) {
        var all = new ArrayList<>(ARGUMENTS);
        all.addAll(List.of(arguments));
        return playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(all));
    }

    /** A browser whose reader has set its text to 200 %. */
    Browser browserWithTextOf200Percent() {
        return browser("--blink-settings=defaultFontSize=32,defaultFixedFontSize=26");
    }

    /** Closes all its browsers. */
    @Override
    public void close() {
        playwright.close();
    }
}
