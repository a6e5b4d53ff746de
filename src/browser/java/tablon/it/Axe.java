package tablon.it;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** axe-core, run in an open page. */
final class Axe {
    private static final String SCRIPT = script();
    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice");

    private Axe() {}

    /** Violations of WCAG 2.2 A and AA and of axe's best practices: rule, element, reason. */
    static List<String> findings(Page page) {
        return run(page, Map.of("type", "tag", "values", TAGS));
    }

    /** Texts with less than the contrast of WCAG 2.2 AAA. */
    static List<String> contrastFindings(Page page) {
        return run(page, Map.of("type", "rule", "values", List.of("color-contrast-enhanced")));
    }

    private static List<String> run(Page page, Map<String, Object> rules) {
        // Playwright evaluates outside the page's Content-Security-Policy
        page.evaluate(SCRIPT);
        var findings = (List<?>) page.evaluate("""
                async rules => {
                    const result = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
                    return result.violations.flatMap(violation => violation.nodes.map(
                        node => `${violation.id}: ${node.html}: ${node.failureSummary}`));
                }
                """, rules);
        return findings.stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (var script = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
