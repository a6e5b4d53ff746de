package tablon.page.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.PostProcessor;

/** Shifts the headings of a text so that the highest level it uses becomes h2, below the title of the page. */
final class LowerHeadings implements PostProcessor {
    private static final int TOP_LEVEL = 2;
    private static final int BOTTOM_LEVEL = 6;

    @Override
    public Node process(Node document) {
        List<Heading> headings = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(heading);
            }
        });
        int highest = headings.stream().mapToInt(Heading::getLevel).min().orElse(TOP_LEVEL);
        headings.forEach(heading -> heading.setLevel(Math.min(heading.getLevel() - highest + TOP_LEVEL, BOTTOM_LEVEL)));
        return document;
    }
}
