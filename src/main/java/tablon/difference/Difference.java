package tablon.difference;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What changed from one version of a text to another: the lines that differ, and within them the words.
 *
 * <p>Comparing takes time proportional to the product of both lengths, so that longer stretches are marked as a whole.
 *
 * @param parts both versions merged into one sequence: what was removed stands before what was added in its place
 */
public record Difference(List<Part> parts) {
    /** In both versions of one stretch together. */
    private static final int MAX_TOKENS = 2_000;

    /** How much of an unchanged stretch stands beside a change, in characters. */
    private static final int CONTEXT = 80;

    /** What happened to a part of the text. */
    public enum Kind {
        SAME("igual"),
        REMOVED("quitado"),
        ADDED("puesto");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        @JsonValue
        public String jsonName() {
            return name;
        }
    }

    /** A part of the text. */
    @JsonPropertyOrder({"texto", "cambio"})
    public record Part(
            @JsonProperty("texto") String text,
            @JsonProperty("cambio") Kind kind) {

        /** Whether one of the versions lacks it. */
        @JsonIgnore
        public boolean isChanged() {
            return kind != Kind.SAME;
        }
    }

    /** How much the comparisons of one answer may still cost. When it is used up, stretches are marked as a whole. */
    public static final class Budget {
        private long pairs = 5_000_000;

        private boolean allows(int before, int after) {
            long needed = (long) before * after;
            if (before + after > MAX_TOKENS || needed > pairs) {
                return false;
            }
            pairs -= needed;
            return true;
        }
    }

    public static Difference of(String before, String after) {
        return of(before, after, new Budget());
    }

    public static Difference of(String before, String after, Budget budget) {
        var difference = new Difference(new ArrayList<>());
        var lines = lines(before);
        var newLines = lines(after);
        int line = 0;
        for (var change : changes(lines, newLines, budget)) {
            difference.add(Kind.SAME, lines.subList(line, change.startOriginal));
            line = change.endOriginal;
            difference.addWords(
                    String.join("", lines.subList(change.startOriginal, line)),
                    String.join("", newLines.subList(change.startRevised, change.endRevised)),
                    budget);
        }
        difference.add(Kind.SAME, lines.subList(line, lines.size()));
        return difference;
    }

    /** The difference of two values that are not read word by word, such as names and dates. */
    public static Difference ofWhole(String before, String after) {
        return new Difference(
                before.equals(after)
                        ? List.of(new Part(before, Kind.SAME))
                        : List.of(new Part(before, Kind.REMOVED), new Part(after, Kind.ADDED)));
    }

    public boolean isEmpty() {
        return parts.stream().noneMatch(Part::isChanged);
    }

    /** The former version. */
    public List<Part> before() {
        return parts.stream().filter(part -> part.kind != Kind.ADDED).toList();
    }

    /** The later version. */
    public List<Part> after() {
        return parts.stream().filter(part -> part.kind != Kind.REMOVED).toList();
    }

    /** The parts, with an ellipsis for what is far from any change. */
    public List<Part> shortened() {
        var shown = new ArrayList<Part>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            shown.add(part.isChanged() ? part : new Part(shortened(part.text, i > 0, i < parts.size() - 1), Kind.SAME));
        }
        return shown;
    }

    /** Cuts the end of a text that follows a change, the beginning of one before a change, and the middle of one between. */
    private static String shortened(String text, boolean follows, boolean precedes) {
        int cut = text.length() - (follows ? CONTEXT : 0) - (precedes ? CONTEXT : 0);
        if (cut <= CONTEXT) {
            return text;
        }
        return (follows ? text.substring(0, cutBefore(text)) + " " : "") + "…"
                + (precedes ? " " + text.substring(cutAfter(text)) : "");
    }

    /** The end of the first words. */
    private static int cutBefore(String text) {
        int end = CONTEXT;
        while (end > CONTEXT / 2 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return end > CONTEXT / 2 ? end : whole(text, CONTEXT);
    }

    /** The start of the last words. */
    private static int cutAfter(String text) {
        int start = text.length() - CONTEXT;
        int latest = text.length() - CONTEXT / 2;
        while (start < latest && !Character.isWhitespace(text.charAt(start - 1))) {
            start++;
        }
        return start < latest ? start : whole(text, text.length() - CONTEXT);
    }

    /** Not within a character of two units. */
    private static int whole(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }

    private void addWords(String before, String after, Budget budget) {
        var words = words(before);
        var newWords = words(after);
        int word = 0;
        for (var change : changes(words, newWords, budget)) {
            add(Kind.SAME, words.subList(word, change.startOriginal));
            add(Kind.REMOVED, words.subList(change.startOriginal, change.endOriginal));
            add(Kind.ADDED, newWords.subList(change.startRevised, change.endRevised));
            word = change.endOriginal;
        }
        add(Kind.SAME, words.subList(word, words.size()));
    }

    private void add(Kind kind, List<String> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        var text = String.join("", tokens);
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last).kind == kind) {
            parts.set(last, new Part(parts.get(last).text + text, kind));
        } else {
            parts.add(new Part(text, kind));
        }
    }

    /** The changes from one list to the other, in order. */
    private static List<Change> changes(List<String> before, List<String> after, Budget budget) {
        if (before.equals(after)) {
            return List.of();
        }
        int most = Math.min(before.size(), after.size());
        int start = samePrefix(before, after, most);
        int same = 0;
        while (same < most - start && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
            same++;
        }
        var changedBefore = before.subList(start, before.size() - same);
        var changedAfter = after.subList(start, after.size() - same);
        if (!budget.allows(changedBefore.size(), changedAfter.size())) {
            return List.of(change(start, changedBefore.size(), start, changedAfter.size()));
        }
        var found = new MyersDiffWithLinearSpace<String>().computeDiff(changedBefore, changedAfter, null);
        return joined(found).stream()
                .map(change -> change(
                        start + change.startOriginal,
                        change.endOriginal - change.startOriginal,
                        start + change.startRevised,
                        change.endRevised - change.startRevised))
                .toList();
    }

    private static int samePrefix(List<String> before, List<String> after, int most) {
        int same = 0;
        while (same < most && before.get(same).equals(after.get(same))) {
            same++;
        }
        return same;
    }

    /** Joins what the algorithm reports in pieces: a deletion and the insertion in its place. */
    private static List<Change> joined(List<Change> pieces) {
        var joined = new ArrayList<Change>();
        for (var piece : pieces) {
            var last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.endOriginal == piece.startOriginal && last.endRevised == piece.startRevised) {
                joined.set(
                        joined.size() - 1,
                        new Change(
                                DeltaType.CHANGE,
                                last.startOriginal,
                                piece.endOriginal,
                                last.startRevised,
                                piece.endRevised));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }

    private static Change change(int before, int length, int after, int newLength) {
        return new Change(DeltaType.CHANGE, before, before + length, after, after + newLength);
    }

    private static List<String> lines(String text) {
        return List.of(text.split("(?<=\n)"));
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var boundaries = BreakIterator.getWordInstance(Locale.ROOT);
        boundaries.setText(text);
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
            words.add(text.substring(start, end));
            start = end;
        }
        return words;
    }
}
