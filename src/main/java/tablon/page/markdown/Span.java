package tablon.page.markdown;

import java.util.ArrayList;
import java.util.List;
import tablon.notice.SearchWords;

/**
 * A part of a text that a search found.
 *
 * @param marked whether it is a word that the reader searched for
 */
public record Span(String text, boolean marked) {

    /** All of {@code text}. No span is empty. */
    public static List<Span> of(String text, SearchWords words) {
        var spans = new ArrayList<Span>();
        int end = 0;
        for (var hit : words.in(text)) {
            // two words within one character, such as ½, have the same place
            if (hit.start() >= end) {
                if (hit.start() > end) {
                    spans.add(new Span(text.substring(end, hit.start()), false));
                }
                spans.add(new Span(text.substring(hit.start(), hit.end()), true));
                end = hit.end();
            }
        }
        if (end < text.length()) {
            spans.add(new Span(text.substring(end), false));
        }
        return spans;
    }
}
