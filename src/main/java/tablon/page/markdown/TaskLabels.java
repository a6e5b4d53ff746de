package tablon.page.markdown;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import tablon.text.Language;
import tablon.text.Text;

/** Writes the state of a task for screen readers and for readers without style sheets, who do not see the drawn box. */
final class TaskLabels implements NodeRenderer {
    private static final Map<String, String> ATTRIBUTES = new TreeMap<>(Map.of("class", "unseen", "dir", "auto"));

    private final HtmlNodeRendererContext context;
    private final Language language;

    TaskLabels(HtmlNodeRendererContext context, Language language) {
        this.context = context;
        this.language = language;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(TaskMarker.class);
    }

    @Override
    public void render(Node node) {
        var html = context.getWriter();
        // with its own direction, it does not decide that of the list
        html.tag("span", ATTRIBUTES);
        html.text(Text.of(((TaskMarker) node).isDone() ? "markdown.task.done" : "markdown.task.open")
                .in(language));
        html.tag("/span");
        html.raw(" ");
    }
}
