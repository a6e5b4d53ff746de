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

/** Collects the text of a part of a document, on one line. */
final class PlainText extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();
    private final int enough;

    private PlainText(int enough) {
        this.enough = enough;
    }

    /** The text of {@code node}, or its beginning where it is longer than {@code enough} characters. */
    static String of(Node node, int enough) {
        var collector = new PlainText(enough);
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
        for (var node = parent.getFirstChild(); node != null && text.length() < enough; node = node.getNext()) {
            node.accept(this);
            if (node instanceof Block) {
                add(" ");
            }
        }
    }

    /** Adds with single blanks: a line of text has no others. */
    private void add(String literal) {
        for (int i = 0; i < literal.length() && text.length() <= enough; i++) {
            char c = literal.charAt(i);
            boolean blank = Character.isWhitespace(c);
            if (!blank) {
                text.append(c);
            } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
    }
}
