package tablon.page.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.PostProcessor;

/** Puts the headings of a text, whichever levels it uses, right below the title of the page, which is the first. */
final class LowerHeadings implements PostProcessor {
    private static final int HIGHEST = 2;
    private static final int LOWEST = 6;

    @Override
    public Node process(Node document) {
        List<Heading> headings = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(heading);
            }
        });
        int highest = headings.stream().mapToInt(Heading::getLevel).min().orElse(HIGHEST);
        headings.forEach(heading -> heading.setLevel(Math.min(heading.getLevel() - highest + HIGHEST, LOWEST)));
        return document;
    }
}
