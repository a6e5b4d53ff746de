package tablon.page.markdown;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/** Replaces {@code [ ]} and {@code [x]} at the beginning of list items by a {@link TaskMarker}. */
final class TaskItems extends AbstractVisitor implements PostProcessor {
    private static final Pattern MARKER = Pattern.compile("\\[([ xX])]\\s");

    @Override
    public Node process(Node document) {
        document.accept(this);
        return document;
    }

    @Override
    public void visit(ListItem item) {
        if (item.getFirstChild() instanceof Paragraph paragraph && paragraph.getFirstChild() instanceof Text text) {
            var marker = MARKER.matcher(text.getLiteral());
            if (marker.lookingAt()) {
                item.prependChild(new TaskMarker(!marker.group(1).isBlank()));
                text.setLiteral(text.getLiteral().substring(marker.end()).stripLeading());
            }
        }
        visitChildren(item);
    }
}
