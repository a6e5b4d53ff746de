package tablon.page.markdown;

import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What publishers write, in Markdown (CommonMark), as a page can show it: nothing in it can harm who reads. */
public final class Markdown {
    /** Nobody means more quotes within lists within quotes; beyond it, the signs are text. */
    private static final int DEEPEST = 20;

    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            // before the others, which repeat what links hold
            .postProcessor(new LinkBudget())
            .postProcessor(new LinkedImages())
            .postProcessor(new BareAddresses())
            .postProcessor(new LowerHeadings())
            .build();

    // what looks like HTML is shown as it was written
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).build();

    /** The second fence: only these elements and attributes pass, whatever the renderer wrote. */
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote")
            .allowElements("pre", "code", "em", "strong", "a")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("href", "title")
            .onElements("a")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            // our Referrer-Policy keeps the address to ourselves already, and no link opens a window
            .requireRelNofollowOnLinks()
            .toFactory();

    private Markdown() {}

    /** HTML whose headings begin at h2, below the title of the page; it makes a browser fetch nothing. */
    public static String html(String markdown) {
        return POLICY.sanitize(RENDERER.render(PARSER.parse(markdown)));
    }

    /** How it begins, without its marks, on one line of at most {@code longest} characters (UTF-16) and a sign. */
    public static String excerpt(String markdown, int longest) {
        return Excerpt.of(PARSER.parse(markdown), longest);
    }
}
