package tablon.page.markdown;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Shortens text to one line: at a word boundary if possible, and never within a grapheme cluster. */
final class Excerpt {
    static final String ELLIPSIS = "…";

    private Excerpt() {}

    /** The text of the {@link #beginning} of a document. */
    static String of(Node document, int maxLength) {
        return shortened(PlainText.of(beginning(document), maxLength + 1), maxLength);
    }

    /** {@code text} without a colon at its end; its beginning and an ellipsis if it is longer than {@code maxLength}. */
    static String shortened(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return stripped(text, " :");
        }
        int lastSpace = text.lastIndexOf(' ', maxLength - 1);
        int end = lastSpace > maxLength / 2 ? lastSpace : graphemeBoundary(text, maxLength);
        return stripped(text.substring(0, end), " ,;:.([¿¡«“–—-") + ELLIPSIS;
    }

    /**
     * The first run of consecutive paragraphs, and the block after it if they end in a colon; the whole document if it has
     * no paragraph.
     */
    private static List<Node> beginning(Node document) {
        var blocks = new ArrayList<Node>();
        for (var block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Paragraph) {
                blocks.add(block);
            } else if (!blocks.isEmpty() && !(block instanceof LinkReferenceDefinition)) {
                if (endsInColon(blocks.get(blocks.size() - 1))) {
                    blocks.add(block);
                }
                break;
            }
        }
        return blocks.isEmpty() ? List.of(document) : blocks;
    }

    private static boolean endsInColon(Node paragraph) {
        return PlainText.of(paragraph, Integer.MAX_VALUE).endsWith(":");
    }

    private static String stripped(String text, String trailing) {
        int end = text.length();
        while (end > 0 && trailing.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private static int graphemeBoundary(String text, int maxLength) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        return characters.preceding(maxLength);
    }
}
