package tablon.page.markdown;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * Extracts the text of nodes as one line. Punctuation separates blocks, list items and table cells if the text has none.
 * HTML tags and deleted text are left out.
 */
final class PlainText extends AbstractVisitor {
    private static final Pattern TAG = Pattern.compile("<[/!?A-Za-z][^<>]*+>?");
    private static final String PUNCTUATION = ".,;:…!?؟،؛。！？：、";
    private static final String CLOSING = ")]»”’\"'";

    private final StringBuilder text = new StringBuilder();
    private final int maxLength;

    /** What to write before the next visible character. */
    private String separator = "";

    private PlainText(int maxLength) {
        this.maxLength = maxLength;
    }

    /** The text of {@code node}; stops soon after {@code maxLength} characters. */
    static String of(Node node, int maxLength) {
        return of(List.of(node), maxLength);
    }

    /** The text of consecutive nodes; stops soon after {@code maxLength} characters. */
    static String of(List<Node> nodes, int maxLength) {
        var collector = new PlainText(maxLength);
        for (var node : nodes) {
            collector.collect(node);
        }
        return collector.text.toString();
    }

    @Override
    public void visit(Text node) {
        add(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        add(node.getLiteral());
    }

    @Override
    public void visit(HtmlBlock node) {
        add(TAG.matcher(node.getLiteral()).replaceAll(" "));
    }

    @Override
    public void visit(FencedCodeBlock node) {
        add(node.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock node) {
        add(node.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak node) {
        add(" ");
    }

    @Override
    public void visit(HardLineBreak node) {
        add(" ");
    }

    @Override
    public void visit(CustomNode node) {
        if (!(node instanceof Strikethrough)) {
            visitChildren(node);
        }
    }

    @Override
    protected void visitChildren(Node parent) {
        for (var node = parent.getFirstChild(); node != null && text.length() < maxLength; node = node.getNext()) {
            collect(node);
        }
    }

    private void collect(Node node) {
        int before = text.length();
        node.accept(this);
        if (text.length() > before) {
            end(node);
        }
    }

    /** Chooses the separator after a node; outer nodes end last and decide. */
    private void end(Node node) {
        if (node instanceof Heading || node instanceof TableHead) {
            separator = ": ";
        } else if (node instanceof ListItem || node instanceof TableRow || isInListItem(node)) {
            separator = "; ";
        } else if (node instanceof TableCell) {
            separator = ", ";
        } else if (node instanceof Block) {
            separator = ". ";
        }
    }

    private static boolean isInListItem(Node node) {
        return node instanceof Paragraph && node.getParent() instanceof ListItem;
    }

    /** Appends the literal with each run of white space collapsed to one space. */
    private void add(String literal) {
        for (int i = 0; i < literal.length() && text.length() <= maxLength; i++) {
            char c = literal.charAt(i);
            if (!Character.isWhitespace(c)) {
                separate();
                text.append(c);
            } else if (separator.isEmpty()) {
                separator = " ";
            }
        }
    }

    private void separate() {
        if (!text.isEmpty() && !separator.isEmpty()) {
            text.append(endsWithPunctuation() ? " " : separator);
        }
        separator = "";
    }

    private boolean endsWithPunctuation() {
        int last = text.length() - 1;
        while (last > 0 && CLOSING.indexOf(text.charAt(last)) >= 0) {
            last--;
        }
        return PUNCTUATION.indexOf(text.charAt(last)) >= 0;
    }
}
