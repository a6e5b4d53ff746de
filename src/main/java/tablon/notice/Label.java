package tablon.notice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tablon.json.Fields;
import tablon.text.Text;

/**
 * A label of notices. Names that differ only in case, accents or spaces are one label, which is spelled as it was first.
 *
 * @param number in the index of words
 * @param main the number of the label that has this name now: another one after a merger
 */
record Label(int number, int main, String name) {
    static final int MAX_PER_NOTICE = 8;
    static final int MAX_LENGTH = 40;

    /** Reads {@code etiquetas}. Repeated labels count once. */
    static List<String> read(Fields fields) {
        var names = fields.list("etiquetas", MAX_PER_NOTICE, MAX_LENGTH);
        var folded = new HashSet<String>();
        var distinct = new ArrayList<String>();
        for (var name : names) {
            if (name.contains(",")) {
                fields.refuse("etiquetas", name, Text.of("fault.comma"));
            }
            if (folded.add(fold(name))) {
                distinct.add(name);
            }
        }
        return distinct;
    }

    /** The form that all spellings of a label share. */
    static String fold(String name) {
        var folded = Words.fold(name).strip().replaceAll("\\s+", " ");
        // PostgreSQL stores no NUL, which an address may contain
        return (folded.isEmpty() ? name : folded).replace('\0', ' ');
    }

    static boolean areSame(List<String> labels, List<String> others) {
        return labels.stream()
                .map(Label::fold)
                .toList()
                .equals(others.stream().map(Label::fold).toList());
    }
}
