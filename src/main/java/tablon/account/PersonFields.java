package tablon.account;

import java.util.Optional;
import tablon.json.Fields;
import tablon.text.Text;

/** Reads the members that people choose for themselves. */
final class PersonFields {
    private PersonFields() {}

    static String name(Fields fields) {
        return fields.line("nombre", Account.MAX_NAME_LENGTH);
    }

    /** An e-mail address, only roughly checked: nothing is sent to it. */
    static Optional<String> email(Fields fields) {
        var email = fields.optionalLine("correo", Account.MAX_EMAIL_LENGTH);
        if (email.isPresent() && !isEmail(email.get())) {
            fields.refuse("correo", Text.of("fault.not-an-email"));
        }
        return email;
    }

    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '<' || c == '>' || c == ',');
    }
}
