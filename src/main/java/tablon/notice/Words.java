package tablon.notice;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import tablon.json.CleanText;

/** Splits texts into words for the full-text index: without case, accents and punctuation. */
final class Words {
    /**
     * The marker of notices that are not archived, indexed alone and as a prefix of the campus marker, so that the index
     * itself excludes archived notices from searches for visible ones. No text contains it.
     */
    static final String CURRENT = "¶";

    /** In code points. Longer words are truncated: SQLite has a prefix index for each length up to 31, its maximum. */
    private static final int MAX_WORD_LENGTH = 31;

    private Words() {}

    /** The distinct words, in the order of the text: only letters and decimal digits, so that no database splits them. */
    static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        forEach(text, (word, start, end) -> words.add(truncated(word)));
        return words;
    }

    /** Calls {@code visitor} for each word in the order of the text. */
    static void forEach(String text, Visitor visitor) {
        // a text has few different characters, and folding one takes microseconds
        var foldings = new HashMap<Integer, String>();
        var word = new StringBuilder();
        int start = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            // one character may fold to several, even to several words: ½ is 1⁄2
            var folded = foldings.computeIfAbsent(c, Words::folded);
            for (int j = 0; j < folded.length(); j += Character.charCount(folded.codePointAt(j))) {
                int part = folded.codePointAt(j);
                if (isInWords(part)) {
                    start = word.isEmpty() ? i : start;
                    word.appendCodePoint(part);
                } else if (!word.isEmpty()) {
                    visitor.visit(word.toString(), start, j == 0 ? i : next);
                    word.setLength(0);
                }
            }
        }
        if (!word.isEmpty()) {
            visitor.visit(word.toString(), start, text.length());
        }
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

    /** No notice has it. */
    static final String NOTHING = "∅";

    /** The marker of events. No text contains it. */
    static final String EVENT = "¤";

    /** The text without case and accents, with its other characters. */
    static String fold(String text) {
        var folded = new StringBuilder();
        text.codePoints().mapToObj(Words::folded).forEach(folded::append);
        return folded.toString();
    }

    /** The marker of a label. No text contains it. */
    static String ofLabel(int number) {
        return "¦" + number;
    }

    /** The marker of a campus, so that a search in a campus needs no other condition. No text contains it. */
    static String ofCampus(String code) {
        // characters that no word contains and no database splits at
        return "§" + code.toLowerCase(Locale.ROOT).replace('-', '¬');
    }

    private static boolean isInWords(int c) {
        return Character.isLetter(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
    }

    private static String truncated(String word) {
        return word.length() <= MAX_WORD_LENGTH
                ? word
                : word.substring(
                        0,
                        word.offsetByCodePoints(0, Math.min(MAX_WORD_LENGTH, word.codePointCount(0, word.length()))));
    }

    /**
     * Folds each code point separately, so that the time is linear in the length of any text: NFKD of a whole text sorts its
     * combining marks, and {@link String#toLowerCase} examines the text around each Σ. Marks are dropped, so their order
     * does not matter.
     */
    private static String folded(int c) {
        if (c < 0x80) {
            return Character.toString(Character.toLowerCase(c));
        }
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

    /** Gets the words of a text. */
    interface Visitor {
        /**
         * @param word the folded word
         * @param start where it starts in the text, in UTF-16 code units
         * @param end where it ends, after its combining marks
         */
        void visit(String word, int start, int end);
    }
}
