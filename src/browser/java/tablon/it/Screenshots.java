package tablon.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import tablon.it.SampleBoards.Sample;

/**
 * Draws the pages for people who judge them: {@code Screenshots FOLDER [PAGE]...}, by default all pages of
 * {@link SampleBoards} and {@code readme}. The files are named after page, width in pixels and what differs from Spanish in
 * light colours; {@code -first} is the part that is seen without scrolling.
 */
final class Screenshots {
    private static final int PHONE = 360;
    private static final int TABLET = 768;
    private static final int DESKTOP = 1280;
    private static final int A4 = 794;
    private static final List<String> SEEN_BY_MOST = List.of(
            "home",
            "table",
            "hits",
            "many",
            "empty",
            "agenda",
            "agenda-month",
            "404",
            "sign-in",
            "new-notice",
            "new-notice-faulty",
            "conflict",
            "my-notices",
            "people");

    private final SampleBoards boards;
    private final Browser browser;
    private final Browser largeText;
    private final Path folder;

    private Screenshots(SampleBoards boards, Browser browser, Browser largeText, Path folder) {
        this.boards = boards;
        this.browser = browser;
        this.largeText = largeText;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        var data = Files.createTempDirectory("tablon-screenshots-");
        try (var boards = SampleBoards.start(data);
                var chromium = Chromium.start()) {
            var screenshots =
                    new Screenshots(boards, chromium.browser(), chromium.browserWithTextOf200Percent(), folder);
            var wanted = List.of(arguments).subList(1, arguments.length);
            boards.pages().stream()
                    .filter(page -> wanted.isEmpty() || wanted.contains(page.name()))
                    .forEach(screenshots::drawInAllWays);
            if (wanted.isEmpty() || wanted.contains("readme")) {
                screenshots.drawReadme();
            }
            if (wanted.isEmpty() || wanted.contains("guide")) {
                screenshots.drawGuide();
            }
        }
    }

    private void drawInAllWays(Sample page) {
        for (int width : List.of(PHONE, TABLET, DESKTOP)) {
            draw(page, width, "", new EmulateMediaOptions());
        }
        draw(page, PHONE, "-dark", new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        if (SEEN_BY_MOST.contains(page.name())) {
            draw(browser, "en-GB", page, PHONE, "-en", new EmulateMediaOptions());
            draw(browser, "en-GB", page, DESKTOP, "-en", new EmulateMediaOptions());
            draw(page, DESKTOP, "-dark", new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            draw(page, PHONE, "-forced", new EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            draw(page, PHONE, "-contrast", new EmulateMediaOptions().setContrast(Contrast.MORE));
            draw(largeText, "es-ES", page, PHONE, "-text200", new EmulateMediaOptions());
            draw(page, A4, "-print", new EmulateMediaOptions().setMedia(Media.PRINT));
        }
    }

    private void draw(Sample sample, int width, String suffix, EmulateMediaOptions media) {
        draw(browser, "es-ES", sample, width, suffix, media);
    }

    private void draw(
            Browser browser, String language, Sample sample, int width, String suffix, EmulateMediaOptions media) {
        try (var context =
                browser.newContext(new NewContextOptions().setLocale(language).setViewportSize(width, 800))) {
            var page = context.newPage();
            page.emulateMedia(media);
            sample.open(page);
            var name = sample.name() + "-" + width + suffix;
            if (suffix.isEmpty()) {
                save(page, name + "-first.png", false);
            }
            save(page, name + ".png", true);
        }
    }

    private void save(Page page, String name, boolean full) {
        page.screenshot(new ScreenshotOptions().setFullPage(full).setPath(folder.resolve(name)));
    }

    /** The board on a desktop and, in dark mode, on a phone, in one picture. */
    private void drawReadme() {
        var desktop = picture(boards.page("home"), 1200, 860, ColorScheme.LIGHT);
        var phone = picture(boards.page("home"), PHONE, 740, ColorScheme.DARK);
        try (var context = browser.newContext(new NewContextOptions().setViewportSize(1580, 940))) {
            var page = context.newPage();
            page.setContent("""
                    <style>
                    body { margin: 0; background: #dad2c5; }
                    img { position: absolute; box-shadow: 0 12px 40px rgb(0 0 0 / 30%%); }
                    .desktop { left: 40px; top: 40px; border-radius: 8px; }
                    .phone { left: 1160px; top: 150px; border: 8px solid #000; border-radius: 16px; }
                    </style>
                    <img class="desktop" src="data:image/png;base64,%s">
                    <img class="phone" src="data:image/png;base64,%s">
                    """.formatted(desktop, phone));
            save(page, "readme.png", false);
        }
    }

    /** The pages in docs/publishing.md and docs/publicar.md. */
    private void drawGuide() {
        var samples = boards.guide();
        for (var language : List.of("es", "en")) {
            for (var sample : samples) {
                try (var context = browser.newContext(
                        new NewContextOptions().setLocale(language).setViewportSize(DESKTOP, 600))) {
                    var page = context.newPage();
                    sample.open(page);
                    save(page, "guide-" + sample.name() + "-" + language + ".png", true);
                }
            }
        }
    }

    private String picture(Sample sample, int width, int height, ColorScheme scheme) {
        try (var context = browser.newContext(new NewContextOptions()
                .setLocale("es-ES")
                .setViewportSize(width, height)
                .setColorScheme(scheme))) {
            var page = context.newPage();
            sample.open(page);
            return Base64.getEncoder().encodeToString(page.screenshot());
        }
    }
}
