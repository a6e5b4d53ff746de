package tablon.notice;

import java.util.ArrayList;
import java.util.List;

/** The words of a search. Finds them in a text as the index does: ignoring case and accents, at the beginning of words. */
public final class SearchWords {
    private final List<String> prefixes;

    private SearchWords(List<String> prefixes) {
        this.prefixes = prefixes;
    }

    public static SearchWords of(String search) {
        return new SearchWords(List.copyOf(Words.of(search)));
    }

    /** The words of {@code text} that start with one of these, in order. Takes time linear in its length. */
    public List<Hit> in(String text) {
        var hits = new ArrayList<Hit>();
        Words.forEach(text, (word, start, end) -> {
            for (int i = 0; i < prefixes.size(); i++) {
                if (word.startsWith(prefixes.get(i))) {
                    hits.add(new Hit(start, end, i));
                    break;
                }
            }
        });
        return hits;
    }

    /**
     * A word of a text that matches.
     *
     * @param start where it starts, in UTF-16 code units
     * @param end where it ends
     * @param which the number of the search word, from 0
     */
    public record Hit(int start, int end, int which) {}
}
