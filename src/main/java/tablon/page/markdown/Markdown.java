package tablon.page.markdown;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import tablon.notice.SearchWords;
import tablon.text.Language;

/**
 * Renders Markdown from publishers (CommonMark with tables, tasks, deleted text and bare addresses) as safe HTML or plain
 * text. Takes time linear in the length.
 */
public final class Markdown {
    /** Deeper nesting of blocks or inlines is shown as text. */
    private static final int MAX_DEPTH = 20;

    private static final Extension TABLES =
            TablesExtension.builder().maxCells(TableCells.MAX_CELLS).build();
    /** One tilde is kept: it means "about" or "similar to". */
    private static final Extension STRIKETHROUGH =
            StrikethroughExtension.builder().requireTwoTildes(true).build();

    private static final Parser PARSER = parser().extensions(List.of(TABLES)).build();
    private static final Parser PARSER_WITHOUT_TABLES = parser().build();

    /** A second line of defence: only these elements and attributes pass, even if the renderer emits others. */
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote")
            .allowElements("pre", "code", "em", "strong", "del", "a")
            .allowElements("div", "table", "thead", "tbody", "tr", "th", "td", "span")
            .allowAttributes("dir")
            .matching(Pattern.compile("auto"))
            .onElements("ul", "ol", "blockquote", "table", "span")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("class")
            .matching(Pattern.compile("task(?: done)?"))
            .onElements("li")
            .allowAttributes("class")
            .matching(Pattern.compile("unseen"))
            .onElements("span")
            .allowAttributes("class")
            .matching(Pattern.compile("left|center|right"))
            .onElements("th", "td")
            .allowAttributes("scope")
            .matching(Pattern.compile("col"))
            .onElements("th")
            .allowAttributes("class")
            .matching(Pattern.compile("table"))
            .onElements("div")
            .allowAttributes("role")
            .matching(Pattern.compile("region"))
            .onElements("div")
            .allowAttributes("aria-label")
            .matching(Pattern.compile("[A-Za-z]{1,10} \\d{1,4}"))
            .onElements("div")
            .allowAttributes("tabindex")
            .matching(Pattern.compile("0"))
            .onElements("div")
            .allowAttributes("href", "title")
            .onElements("a")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            // noreferrer and noopener are not needed: see Referrer-Policy, and no link opens a window
            .requireRelNofollowOnLinks()
            .toFactory();

    private Markdown() {}

    /**
     * Sanitized HTML. Headings start at h2, below the title of the page. It loads no resources.
     *
     * @param language of the labels that it adds for screen readers
     */
    public static String html(String markdown, Language language) {
        // the sanitizer ends void elements as XML does; it escapes > everywhere else
        return POLICY.sanitize(renderer(language).render(parsed(markdown))).replace(" />", ">");
    }

    /** The whole document as one line of plain text, of at most {@code maxLength} UTF-16 code units and an ellipsis. */
    public static String text(String markdown, int maxLength) {
        return Excerpt.shortened(PlainText.of(parsed(markdown), maxLength + 1), maxLength);
    }

    /** The beginning as one line of plain text, of at most {@code maxLength} UTF-16 code units and an ellipsis. */
    public static String excerpt(String markdown, int maxLength) {
        return Excerpt.of(parsed(markdown), maxLength);
    }

    /** Plain text; if it is longer than {@code maxLength} UTF-16 code units, its beginning and an ellipsis. */
    public static String shortened(String text, int maxLength) {
        return text.length() <= maxLength ? text : Excerpt.shortened(text, maxLength);
    }

    /**
     * The part around the words of a search as one line of plain text, in spans. It has at most {@code maxLength} UTF-16
     * code units and two ellipses. If the words are only in the title or in a link's address, it is the excerpt.
     */
    public static List<Span> passage(String markdown, SearchWords words, int maxLength) {
        return Passage.of(parsed(markdown), words, maxLength);
    }

    private static Node parsed(String markdown) {
        try {
            return PARSER.parse(markdown);
        } catch (IllegalArgumentException tooManyCells) {
            return PARSER_WITHOUT_TABLES.parse(markdown);
        }
    }

    private static Parser.Builder parser() {
        return Parser.builder()
                .maxOpenBlockParsers(MAX_DEPTH)
                .maxInlineNesting(MAX_DEPTH)
                // these run in the order of registration; the budget counts the links that the extension adds
                .postProcessor(new TableCells())
                .postProcessor(new TaskItems())
                .postProcessor(new QuotationMarks())
                .extensions(List.of(AutolinkExtension.create(), STRIKETHROUGH))
                .postProcessor(new LinkBudget())
                .postProcessor(new LinkedImages())
                .postProcessor(new LowerHeadings());
    }

    private static HtmlRenderer renderer(Language language) {
        return HtmlRenderer.builder()
                // HTML tags in the source are shown as text
                .escapeHtml(true)
                .attributeProviderFactory(context -> new Attributes())
                .nodeRendererFactory(context -> new TaskLabels(context, language))
                // before the extension's: the first renderer of a node is used
                .nodeRendererFactory(context -> new TableRegions(context, language))
                .extensions(List.of(TABLES, STRIKETHROUGH))
                .build();
    }
}
