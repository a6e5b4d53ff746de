package tablon.page.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.PostProcessor;

/** Moves headings one level down: the first level is the title of the page. */
final class LowerHeadings extends AbstractVisitor implements PostProcessor {
    private static final int LOWEST = 6;

    @Override
    public Node process(Node document) {
        document.accept(this);
        return document;
    }

    @Override
    public void visit(Heading heading) {
        heading.setLevel(Math.min(heading.getLevel() + 1, LOWEST));
    }
}
