package tablon.page.markdown;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.StringJoiner;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Shortens text to one line: at a word boundary if possible, and never within a grapheme cluster. */
final class Excerpt {
    static final String ELLIPSIS = "…";

    private Excerpt() {}

    /** The first run of consecutive paragraphs; the whole text if the document has no paragraph. */
    static String of(Node document, int maxLength) {
        var paragraphs = new StringJoiner(" ");
        for (var block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Paragraph && paragraphs.length() <= maxLength) {
                paragraphs.add(PlainText.of(block, maxLength + 1));
            } else if (paragraphs.length() > 0) {
                break;
            }
        }
        var text = paragraphs.length() == 0 ? PlainText.of(document, maxLength + 1) : paragraphs.toString();
        return shortened(text, maxLength);
    }

    /** {@code text}, or its beginning and an ellipsis if it is longer than {@code maxLength} UTF-16 code units. */
    static String shortened(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int lastSpace = text.lastIndexOf(' ', maxLength - 1);
        int end = lastSpace > maxLength / 2 ? lastSpace : graphemeBoundary(text, maxLength);
        while (end > 0 && " ,;:.".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static int graphemeBoundary(String text, int maxLength) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        return characters.preceding(maxLength);
    }
}
