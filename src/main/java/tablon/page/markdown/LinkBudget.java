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
 * Limits what links add to a page: one definition of 10,000 characters may be referred to thousands of times, and each
 * link repeats it. Links beyond the limit are left as their text.
 */
final class LinkBudget implements PostProcessor {
    private static final int MOST_CHARACTERS = 100_000;

    @Override
    public Node process(Node document) {
        List<Node> beyond = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            private int characters;

            @Override
            public void visit(Link link) {
                count(link, link.getDestination().length(), link.getTitle());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                // an image without a description shows its destination
                count(image, 2 * image.getDestination().length(), image.getTitle());
                visitChildren(image);
            }

            private void count(Node node, int shown, @Nullable String title) {
                characters += shown + (title == null ? 0 : title.length());
                if (characters > MOST_CHARACTERS) {
                    beyond.add(node);
                }
            }
        });
        beyond.forEach(LinkBudget::unwrap);
        return document;
    }

    private static void unwrap(Node node) {
        while (node.getFirstChild() != null) {
            node.insertBefore(node.getFirstChild());
        }
        node.unlink();
    }
}
