package tablon.campus;

import java.util.Optional;
import tablon.json.Fields;
import tablon.text.Text;

/**
 * A validated campus from a client.
 *
 * @param shared whether its editors may change each other's notices; empty if the client did not say
 */
public record CampusDraft(CampusCode code, String name, Optional<Boolean> shared) {
    /**
     * A campus with this code and name.
     *
     * @throws IllegalArgumentException if the code is not valid
     */
    public static CampusDraft of(String code, String name) {
        return new CampusDraft(CampusCode.required(code), name, Optional.empty());
    }

    /**
     * Reads a campus from a document in which its code may be missing, because it is in the address.
     *
     * @param path the code in the address
     * @throws tablon.problem.Problem 422 with all faults
     */
    public static CampusDraft read(Fields fields, String path) {
        var code = CampusCode.of(path);
        if (code.isEmpty()) {
            fields.refuse("codigo", Text.of("fault.not-a-campus-code"));
        } else if (fields.member("codigo")
                .filter(sent -> !isSame(code.get(), sent.asText()))
                .isPresent()) {
            fields.refuse("codigo", Text.of("fault.code-mismatch"));
        }
        var name = fields.line("nombre", Campus.MAX_NAME_LENGTH);
        boolean shared = fields.flag("edicioncompartida");
        boolean said = fields.member("edicioncompartida").isPresent();
        fields.check();
        return new CampusDraft(code.orElseThrow(), name, said ? Optional.of(shared) : Optional.empty());
    }

    /**
     * Reads a new campus from a form. Reports the faults to {@code fields}: empty if there are any.
     *
     * @param code the name of the field with the code
     * @param name the name of the field with the name
     */
    public static Optional<CampusDraft> read(Fields fields, String code, String name) {
        var text = fields.line(code, Campus.MAX_CODE_LENGTH);
        var read = CampusCode.of(text);
        if (read.isEmpty() && !fields.refused(code)) {
            fields.refuse(code, Text.of("fault.not-a-campus-code"));
        }
        var line = fields.line(name, Campus.MAX_NAME_LENGTH);
        return read.filter(valid -> !fields.refused(code) && !fields.refused(name))
                .map(valid -> new CampusDraft(valid, line, Optional.empty()));
    }

    /** The same campus, of which the client said whether its editors may change each other's notices. */
    public CampusDraft withShared(boolean value) {
        return new CampusDraft(code, name, Optional.of(value));
    }

    private static boolean isSame(CampusCode code, String sent) {
        return CampusCode.of(sent).map(CampusCode::folded).equals(Optional.of(code.folded()));
    }
}
