package tablon.news;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a text as they are compared in a search: without regard to case, accents and signs. */
final class Words {
    /**
     * A word that no text holds, which stands for a notice that is not archived, and a mark of its campus: searches for
     * what is visible skip the others without looking at them.
     */
    static final String CURRENT = "¶";

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
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

    /** A word that no text holds, which stands for the campus: its notices are found without looking at the others. */
    static String ofCampus(String code) {
        // none of these signs is one of a word, nor does any index split at them
        return "§" + code.toLowerCase(Locale.ROOT).replace('-', '¬');
    }

    private static String folded(String text) {
        var upper = withoutMarks(text).toUpperCase(Locale.ROOT);
        return withoutMarks(upper.toLowerCase(Locale.ROOT));
    }

    private static String withoutMarks(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    }
}
