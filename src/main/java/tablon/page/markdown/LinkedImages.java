package tablon.page.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/** Replaces images by links: loading an image would reveal the reader to a third-party server. */
final class LinkedImages extends AbstractVisitor implements PostProcessor {
    private static final int MAX_TEXT_LENGTH = 200;

    @Override
    public Node process(Node document) {
        document.accept(this);
        return document;
    }

    @Override
    public void visit(Image image) {
        var description = PlainText.of(image, MAX_TEXT_LENGTH);
        var text = new Text(description.isEmpty() ? image.getDestination() : description);
        if (isWithinLink(image)) {
            image.insertBefore(text);
        } else {
            var link = new Link(image.getDestination(), image.getTitle());
            link.appendChild(text);
            image.insertBefore(link);
        }
        image.unlink();
    }

    private static boolean isWithinLink(Node node) {
        for (var parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof Link) {
                return true;
            }
        }
        return false;
    }
}
