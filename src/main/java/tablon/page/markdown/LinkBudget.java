package tablon.page.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.PostProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Limits the total length of the destinations and titles of a text's links. Without it, thousands of references to one
 * definition of 10,000 characters would each repeat it. Links over the limit are replaced by their text.
 */
final class LinkBudget implements PostProcessor {
    private static final int MAX_CHARACTERS = 100_000;

    @Override
    public Node process(Node document) {
        List<Node> excess = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            private int characters;

            @Override
            public void visit(Link link) {
                count(link, link.getDestination().length(), link.getTitle());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                // an image without a description becomes a link whose text is the destination again
                count(image, 2 * image.getDestination().length(), image.getTitle());
                visitChildren(image);
            }

            private void count(Node node, int shown, @Nullable String title) {
                characters += shown + (title == null ? 0 : title.length());
                if (characters > MAX_CHARACTERS) {
                    excess.add(node);
                }
            }
        });
        excess.forEach(LinkBudget::unwrap);
        return document;
    }

    private static void unwrap(Node node) {
        while (node.getFirstChild() != null) {
            node.insertBefore(node.getFirstChild());
        }
        node.unlink();
    }
}
