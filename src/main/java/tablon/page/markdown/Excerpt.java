package tablon.page.markdown;

import java.text.BreakIterator;
import java.util.Locale;

/** Shortens a line of text for people: between words where that is possible, never within a character. */
final class Excerpt {
    private static final String MORE = "…";

    private Excerpt() {}

    static String of(String text, int longest) {
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
