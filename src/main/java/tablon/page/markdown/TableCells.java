package tablon.page.markdown;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.PostProcessor;

/** Limits the table cells of a text. Turns empty header cells into data cells: an empty header describes nothing. */
final class TableCells implements PostProcessor {
    /**
     * Short rows are filled with empty cells up to the number of columns, so without a limit 20,000 characters could give
     * millions of cells.
     */
    static final int MAX_CELLS = 5_000;

    /**
     * @throws IllegalArgumentException if the tables together have more than {@link #MAX_CELLS}, as the parser does if one
     *     table has
     */
    @Override
    public Node process(Node document) {
        document.accept(new AbstractVisitor() {
            private int cells;

            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableCell cell) {
                    cells++;
                    if (cells > MAX_CELLS) {
                        throw new IllegalArgumentException("more than " + MAX_CELLS + " table cells");
                    }
                    cell.setHeader(cell.isHeader() && cell.getFirstChild() != null);
                }
                visitChildren(node);
            }
        });
        return document;
    }
}
