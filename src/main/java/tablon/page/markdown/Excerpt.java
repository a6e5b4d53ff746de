package tablon.page.markdown;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.StringJoiner;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Shortens a line of text for people: between words where that is possible, never within a character. */
final class Excerpt {
    private static final String MORE = "…";

    private Excerpt() {}

    /** The first paragraphs of a document that follow one another, or all of its text where it has none. */
    static String of(Node document, int longest) {
        var paragraphs = new StringJoiner(" ");
        for (var block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Paragraph && paragraphs.length() <= longest) {
                paragraphs.add(PlainText.of(block, longest + 1));
            } else if (paragraphs.length() > 0) {
                break;
            }
        }
        var text = paragraphs.length() == 0 ? PlainText.of(document, longest + 1) : paragraphs.toString();
        return shortened(text, longest);
    }

    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int words = text.lastIndexOf(' ', longest - 1);
        int end = words > longest / 2 ? words : wholeCharacters(text, longest);
        while (end > 0 && " ,;:.".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end) + MORE;
    }

    private static int wholeCharacters(String text, int longest) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        return characters.preceding(longest);
    }
}
