package tablon.page.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import tablon.text.Language;
import tablon.text.Text;

/** Writes each table in a region that scrolls: labelled, and focusable so that the arrow keys scroll it. */
final class TableRegions implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final Language language;
    private int tables;

    TableRegions(HtmlNodeRendererContext context, Language language) {
        this.context = context;
        this.language = language;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(TableBlock.class);
    }

    @Override
    public void render(Node table) {
        var html = context.getWriter();
        html.line();
        html.tag("div", attributes());
        html.tag("table", Map.of("dir", "auto"));
        for (var part = table.getFirstChild(); part != null; part = part.getNext()) {
            context.render(part);
        }
        html.tag("/table");
        html.tag("/div");
        html.line();
    }

    private Map<String, String> attributes() {
        tables++;
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("class", "table");
        attributes.put("role", "region");
        // regions with the same label cannot be told apart
        attributes.put(
                "aria-label",
                Text.of("markdown.table", Integer.toString(tables)).in(language));
        attributes.put("tabindex", "0");
        return attributes;
    }
}
