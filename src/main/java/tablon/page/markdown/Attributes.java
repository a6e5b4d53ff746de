package tablon.page.markdown;

import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/** Classes for the style sheet, the scope of header cells, and the direction of blocks that have a beginning side. */
final class Attributes implements AttributeProvider {

    @Override
    public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
        if (node instanceof TableCell cell) {
            // obsolete in HTML
            attributes.remove("align");
            if (cell.getAlignment() != null) {
                attributes.put("class", cell.getAlignment().name().toLowerCase(Locale.ROOT));
            }
            if (cell.isHeader()) {
                attributes.put("scope", "col");
            }
        } else if (node instanceof ListBlock || node instanceof BlockQuote) {
            attributes.put("dir", "auto");
        } else if (node instanceof ListItem && node.getFirstChild() instanceof TaskMarker marker) {
            attributes.put("class", marker.isDone() ? "task done" : "task");
        }
    }
}
