package tablon.page.markdown;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import tablon.notice.SearchWords;

/** Renders Markdown (CommonMark) from publishers as safe HTML or plain text. Takes time linear in the length. */
public final class Markdown {
    /** Deeper nesting of blocks or inlines is shown as text. */
    private static final int MAX_DEPTH = 20;

    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(MAX_DEPTH)
            .maxInlineNesting(MAX_DEPTH)
            // these run in the order of registration; the budget counts the links that the extension adds
            .postProcessor(new QuotationMarks())
            .extensions(List.of(AutolinkExtension.create()))
            .postProcessor(new LinkBudget())
            .postProcessor(new LinkedImages())
            .postProcessor(new LowerHeadings())
            .build();

    // HTML tags in the source are shown as text
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).build();

    /** A second line of defence: only these elements and attributes pass, even if the renderer emits others. */
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote")
            .allowElements("pre", "code", "em", "strong", "a")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("href", "title")
            .onElements("a")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            // noreferrer and noopener are not needed: see Referrer-Policy, and no link opens a window
            .requireRelNofollowOnLinks()
            .toFactory();

    private Markdown() {}

    /** Sanitized HTML. Headings start at h2, below the title of the page. It loads no resources. */
    public static String html(String markdown) {
        return POLICY.sanitize(RENDERER.render(PARSER.parse(markdown)));
    }

    /** The beginning as one line of plain text, of at most {@code maxLength} UTF-16 code units and an ellipsis. */
    public static String excerpt(String markdown, int maxLength) {
        return Excerpt.of(PARSER.parse(markdown), maxLength);
    }

    /**
     * The part around the words of a search as one line of plain text, in spans. It has at most {@code maxLength} UTF-16
     * code units and two ellipses. If the words are only in the title or in a link's address, it is the excerpt.
     */
    public static List<Span> passage(String markdown, SearchWords words, int maxLength) {
        return Passage.of(PARSER.parse(markdown), words, maxLength);
    }
}
