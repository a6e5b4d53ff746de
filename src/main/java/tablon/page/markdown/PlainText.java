package tablon.page.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Extracts the text of a node as one line. */
final class PlainText extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();
    private final int maxLength;

    private PlainText(int maxLength) {
        this.maxLength = maxLength;
    }

    /** The text of {@code node}; stops soon after {@code maxLength} characters. */
    static String of(Node node, int maxLength) {
        var collector = new PlainText(maxLength);
        node.accept(collector);
        return collector.text.toString().strip();
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
    public void visit(HtmlInline node) {
        add(node.getLiteral());
    }

    @Override
    public void visit(HtmlBlock node) {
        add(node.getLiteral());
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
    protected void visitChildren(Node parent) {
        for (var node = parent.getFirstChild(); node != null && text.length() < maxLength; node = node.getNext()) {
            node.accept(this);
            if (node instanceof Block) {
                add(" ");
            }
        }
    }

    /** Appends the literal with each run of white space collapsed to one space. */
    private void add(String literal) {
        for (int i = 0; i < literal.length() && text.length() <= maxLength; i++) {
            char c = literal.charAt(i);
            boolean space = Character.isWhitespace(c);
            if (!space) {
                text.append(c);
            } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
    }
}
