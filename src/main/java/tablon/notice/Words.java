package tablon.notice;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tablon.json.CleanText;

/** The words of a text as they are compared in a search: without regard to case, accents and signs. */
final class Words {
    /**
     * A word that no text holds, which stands for a notice that is not archived, and a mark of its campus: searches for
     * what is visible skip the others without looking at them.
     */
    static final String CURRENT = "¶";

    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    /** A longer word is known by its beginning. SQLite keeps an index of beginnings for each length, and 31 at most. */
    private static final int LONGEST = 31;

    private Words() {}

    /** Each word once, in the order of the text: letters and decimal digits only, so that no index splits it again. */
    static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        for (var word : NOT_IN_WORDS.split(folded(text))) {
            if (!word.isEmpty()) {
                int end = word.length() <= LONGEST
                        ? word.length()
                        : word.offsetByCodePoints(0, Math.min(LONGEST, word.codePointCount(0, word.length())));
                words.add(word.substring(0, end));
            }
        }
        return words;
    }

    /** The words of a notice that is archived, as they are indexed. */
    static String ofArchived(String campus, String title, String description) {
        var words = of(title + " " + description);
        words.add(ofCampus(campus));
        return String.join(" ", words);
    }

    /** The words of a notice that is not archived, as they are indexed. */
    static String ofCurrent(String campus, String title, String description) {
        return ofArchived(campus, title, description) + " " + CURRENT + " " + CURRENT + ofCampus(campus);
    }

    /** A word that no text holds, which stands for the campus: its notices are found without looking at the others. */
    static String ofCampus(String code) {
        // none of these signs is one of a word, nor does any index split at them
        return "§" + code.toLowerCase(Locale.ROOT).replace('-', '¬');
    }

    /**
     * Each code point on its own, so that the time is in proportion to the length of any text: NFKD of a whole text sorts
     * its marks, and {@link String#toLowerCase} looks around each Σ. The marks are dropped, so their order is not needed.
     */
    private static String folded(String text) {
        var folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                folded.append((char) Character.toLowerCase(c));
            } else {
                folded.append(folded(c));
            }
        });
        return folded.toString();
    }

    private static String folded(int c) {
        var upper = withoutMarks(Character.toString(c)).toUpperCase(Locale.ROOT);
        return withoutMarks(upper.toLowerCase(Locale.ROOT));
    }

    private static String withoutMarks(String text) {
        var kept = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !CleanText.isMark(c))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
