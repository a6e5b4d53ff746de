package tablon.page.markdown;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import tablon.text.Language;
import tablon.text.Text;

/** Writes the state of a task for screen readers and for readers without style sheets, who do not see the drawn box. */
final class TaskLabels implements NodeRenderer {
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
        html.tag("span", Map.of("class", "unseen"));
        html.text(Text.of(((TaskMarker) node).isDone() ? "markdown.task.done" : "markdown.task.open")
                .in(language));
        html.tag("/span");
        html.raw(" ");
    }
}
