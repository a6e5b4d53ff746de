package tablon.page.markdown;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/**
 * Gives quotation marks and ellipses text nodes of their own. The autolink extension allows every non-ASCII character in
 * an address, so it would include the closing mark of {@code «https://a.example»} in the link.
 */
final class QuotationMarks extends AbstractVisitor implements PostProcessor {
    private static final Pattern BOUNDARY = Pattern.compile("(?<=[«»“”…])|(?=[«»“”…])");

    @Override
    public Node process(Node document) {
        document.accept(this);
        return document;
    }

    @Override
    public void visit(Text text) {
        for (var part : BOUNDARY.split(text.getLiteral())) {
            text.insertBefore(new Text(part));
        }
        text.unlink();
    }
}
