package tablon.page.markdown;

import java.util.HashMap;
import java.util.List;
import org.commonmark.node.Node;
import tablon.notice.SearchWords;
import tablon.notice.SearchWords.Hit;

/** Finds the part of a text that shows best why a search found it. */
final class Passage {
    /** More than the text of a description, unless images repeat long addresses. */
    private static final int MAX_TEXT_LENGTH = 50_000;

    private Passage() {}

    /** The part with the most different search words; the excerpt if the text shows none of them. */
    static List<Span> of(Node document, SearchWords words, int maxLength) {
        var text = PlainText.of(document, MAX_TEXT_LENGTH);
        var hits = words.in(text);
        var passage = hits.isEmpty() ? Excerpt.of(document, maxLength) : around(hits, text, maxLength);
        return Span.of(passage, words);
    }

    private static String around(List<Hit> hits, String text, int maxLength) {
        int before = maxLength / 3;
        int firstHit = start(hits, maxLength - before);
        int earliest = Math.min(firstHit - before, text.length() - maxLength);
        if (earliest <= 0) {
            return Excerpt.shortened(text, maxLength);
        }
        int space = text.indexOf(' ', earliest - 1);
        int start = space >= 0 && space < firstHit ? space + 1 : firstHit;
        return Excerpt.ELLIPSIS + Excerpt.shortened(text.substring(start), maxLength);
    }

    /** The start of the first hit in the stretch of {@code length} characters with the most different search words. */
    private static int start(List<Hit> hits, int length) {
        var counts = new HashMap<Integer, Integer>();
        int best = 0;
        int most = 0;
        int first = 0;
        for (int last = 0; last < hits.size(); last++) {
            counts.merge(hits.get(last).which(), 1, Integer::sum);
            while (first < last && hits.get(last).end() - hits.get(first).start() > length) {
                counts.computeIfPresent(hits.get(first).which(), (which, count) -> count == 1 ? null : count - 1);
                first++;
            }
            if (counts.size() > most) {
                most = counts.size();
                best = hits.get(first).start();
            }
        }
        return best;
    }
}
