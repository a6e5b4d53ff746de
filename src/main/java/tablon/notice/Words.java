package tablon.notice;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tablon.json.CleanText;

/** Splits texts into words for the full-text index: without case, accents and punctuation. */
final class Words {
    /**
     * The marker of notices that are not archived, indexed alone and as a prefix of the campus marker, so that the index
     * itself excludes archived notices from searches for visible ones. No text contains it.
     */
    static final String CURRENT = "¶";

    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    /** In code points. Longer words are truncated: SQLite has a prefix index for each length up to 31, its maximum. */
    private static final int MAX_WORD_LENGTH = 31;

    private Words() {}

    /** The distinct words, in the order of the text: only letters and decimal digits, so that no database splits them. */
    static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        for (var word : NOT_IN_WORDS.split(folded(text))) {
            if (!word.isEmpty()) {
                int end = word.length() <= MAX_WORD_LENGTH
                        ? word.length()
                        : word.offsetByCodePoints(0, Math.min(MAX_WORD_LENGTH, word.codePointCount(0, word.length())));
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

    /** The marker of a campus, so that a search in a campus needs no other condition. No text contains it. */
    static String ofCampus(String code) {
        // characters that no word contains and no database splits at
        return "§" + code.toLowerCase(Locale.ROOT).replace('-', '¬');
    }

    /**
     * Folds each code point separately, so that the time is linear in the length of any text: NFKD of a whole text sorts its
     * combining marks, and {@link String#toLowerCase} examines the text around each Σ. Marks are dropped, so their order
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
