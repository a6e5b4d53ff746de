package tablon.page.markdown;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/** Makes links of the addresses that publishers paste into a text without the angle brackets of CommonMark. */
final class BareAddresses extends AbstractVisitor implements PostProcessor {
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\p{L}\\p{N}][^\\s<>\"«»“”]*");
    /** What ends a sentence, not an address. */
    private static final String ENDS = ".,;:!?…'’)]*_";

    @Override
    public Node process(Node document) {
        document.accept(this);
        return document;
    }

    @Override
    public void visit(Link link) {
        // a link holds no links
    }

    @Override
    public void visit(Text text) {
        var literal = text.getLiteral();
        var address = ADDRESS.matcher(literal);
        int done = 0;
        while (address.find()) {
            var url = withoutEnd(address.group());
            text.insertBefore(new Text(literal.substring(done, address.start())));
            var link = new Link(url, null);
            link.appendChild(new Text(url));
            text.insertBefore(link);
            done = address.start() + url.length();
        }
        text.setLiteral(literal.substring(done));
    }

    private static String withoutEnd(String url) {
        int end = url.length();
        while (ENDS.indexOf(url.charAt(end - 1)) >= 0 && !closes(url, end - 1)) {
            end--;
        }
        return url.substring(0, end);
    }

    /** Whether the parenthesis at {@code place} ends one that the address opened. */
    private static boolean closes(String url, int place) {
        return url.charAt(place) == ')' && url.indexOf('(') >= 0 && url.indexOf('(') < place;
    }
}
