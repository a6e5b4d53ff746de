package tablon.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.json.Fields;
import tablon.json.Uuids;
import tablon.password.Passwords;
import tablon.text.Text;

/**
 * What a person who gets an account chooses, validated.
 *
 * @param id a new one
 */
public record NewAccount(
        UUID id, Username username, String name, @Nullable String email, String password) {
    /**
     * Reads the fields {@code usuario}, {@code nombre}, {@code correo} and {@code clave}.
     *
     * @throws tablon.problem.Problem 422 with all faults
     */
    public static NewAccount read(Fields fields) {
        var written = fields.line("usuario", Account.MAX_USERNAME_LENGTH);
        var username = Username.of(written);
        if (username.isEmpty() && !fields.refused("usuario")) {
            fields.refuse("usuario", Text.of("fault.not-a-username", Account.MAX_USERNAME_LENGTH));
        }
        var name = PersonFields.name(fields);
        var email = PersonFields.email(fields);
        var password = password(fields, written);
        fields.check();
        return new NewAccount(Uuids.next(), username.orElseThrow(), name, email.orElse(null), password);
    }

    /**
     * Reads the field {@code clave} exactly as typed, and reports why it is not accepted as the password of the account with
     * this name.
     */
    public static String password(Fields fields, String username) {
        return password(fields, "clave", username);
    }

    /** The same for a field with another name. */
    public static String password(Fields fields, String member, String username) {
        var password = fields.member(member).map(JsonNode::textValue).orElse("");
        if (password.isEmpty()) {
            fields.refuse(member, Text.of("fault.required"));
        } else {
            Passwords.fault(password, username).ifPresent(fault -> fields.refuse(member, fault));
        }
        return password;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "NewAccount[" + username.folded() + "]";
    }
}
