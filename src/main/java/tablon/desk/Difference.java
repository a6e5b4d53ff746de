package tablon.desk;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two versions of a text with their differences marked: the lines that differ, and within them the words.
 *
 * <p>Comparing takes time proportional to the product of both lengths, so that longer stretches are marked as a whole.
 *
 * @param stored the version that the board has
 * @param own the version of the person who asks
 */
public record Difference(List<Part> stored, List<Part> own) {
    /** In both versions together. All stretches of two notices of the maximum size take less than a second. */
    private static final int MAX_TOKENS = 2_000;

    /** A part of a text, and whether the other version lacks it. */
    public record Part(String text, boolean isChanged) {}

    static Difference of(String stored, String own) {
        var difference = new Difference(new ArrayList<>(), new ArrayList<>());
        var before = lines(stored);
        var after = lines(own);
        int line = 0;
        int ownLine = 0;
        for (var change : changes(before, after)) {
            difference.addSame(before.subList(line, change.startOriginal));
            line = change.endOriginal;
            ownLine = change.endRevised;
            difference.addWords(
                    String.join("", before.subList(change.startOriginal, line)),
                    String.join("", after.subList(change.startRevised, ownLine)));
        }
        difference.addSame(before.subList(line, before.size()));
        return difference;
    }

    private void addWords(String before, String after) {
        var words = words(before);
        var ownWords = words(after);
        int word = 0;
        for (var change : changes(words, ownWords)) {
            addSame(words.subList(word, change.startOriginal));
            add(stored, words.subList(change.startOriginal, change.endOriginal), true);
            add(own, ownWords.subList(change.startRevised, change.endRevised), true);
            word = change.endOriginal;
        }
        addSame(words.subList(word, words.size()));
    }

    private void addSame(List<String> tokens) {
        add(stored, tokens, false);
        add(own, tokens, false);
    }

    private static void add(List<Part> parts, List<String> tokens, boolean changed) {
        if (!tokens.isEmpty()) {
            parts.add(new Part(String.join("", tokens), changed));
        }
    }

    /** The changes from one list to the other, in order. */
    private static List<Change> changes(List<String> before, List<String> after) {
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
        if (changedBefore.size() + changedAfter.size() > MAX_TOKENS) {
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

    private static Change change(int before, int length, int after, int ownLength) {
        return new Change(DeltaType.CHANGE, before, before + length, after, after + ownLength);
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
