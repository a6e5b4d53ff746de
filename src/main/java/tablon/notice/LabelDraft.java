package tablon.notice;

import tablon.json.Fields;
import tablon.problem.Problem;
import tablon.text.Text;

/**
 * A validated new name of a label, from a client.
 *
 * @param merge whether the label may become one with another one that has this name already
 */
public record LabelDraft(String name, boolean merge) {

    /**
     * Reads {@code nombre} and {@code unir}.
     *
     * @throws Problem 422 with all faults
     */
    public static LabelDraft read(Fields fields) {
        var name = fields.line("nombre", Label.MAX_LENGTH);
        if (name.contains(",")) {
            fields.refuse("nombre", Text.of("fault.comma"));
        }
        boolean merge = fields.flag("unir");
        fields.check();
        return new LabelDraft(name, merge);
    }
}
