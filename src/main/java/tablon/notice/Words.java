package tablon.notice;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tablon.json.CleanText;

/** The words of a text as a search compares them: without case, accents and punctuation. */
final class Words {
    /**
     * Marks the words of a notice that is not archived, alone and before its campus, so that a search for visible notices
     * skips archived ones in the index. No text contains this word.
     */
    static final String CURRENT = "¶";

    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    /** Longer words are cut. SQLite keeps one prefix index for each length, and at most 31. */
    private static final int LONGEST = 31;

    private Words() {}

    /** Each word once, in the order of the text: letters and decimal digits only, so that no database splits it again. */
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

    /** The indexed words of an archived notice. */
    static String ofArchived(String campus, String title, String description) {
        var words = of(title + " " + description);
        words.add(ofCampus(campus));
        return String.join(" ", words);
    }

    /** The indexed words of a notice that is not archived. */
    static String ofCurrent(String campus, String title, String description) {
        return ofArchived(campus, title, description) + " " + CURRENT + " " + CURRENT + ofCampus(campus);
    }

    /** The word that stands for a campus, so that a search in a campus needs no second condition. No text contains it. */
    static String ofCampus(String code) {
        // these characters occur in no word, and no database splits at them
        return "§" + code.toLowerCase(Locale.ROOT).replace('-', '¬');
    }

    /**
     * Folds each code point on its own, so that the time is linear in the length of any text: NFKD of a whole text sorts
     * its marks, and {@link String#toLowerCase} examines the text around each Σ. The marks are dropped, so their order
     * does not matter.
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
