package tablon.account;

import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tablon.access.Role;
import tablon.campus.CampusStore;
import tablon.json.Fields;
import tablon.text.Text;

/** A validated account from a client: what can be changed of it. */
public record AccountDraft(String name, @Nullable String email, Grant grant, boolean active) {

    /** The account as it is. */
    public static AccountDraft of(Account account) {
        return new AccountDraft(
                account.name(), account.email(), new Grant(account.role(), account.campuses()), account.active());
    }

    /**
     * Reads a changed account from {@code fields}. Its id and its name for signing in may be repeated.
     *
     * @throws tablon.problem.Problem 422 with all faults
     */
    public static AccountDraft read(Fields fields, Account current, CampusStore campuses) {
        refuseOther(fields, "id", current.id().toString(), "fault.id-mismatch");
        refuseOther(fields, "usuario", current.username(), "fault.read-only");
        var name = PersonFields.name(fields);
        var email = PersonFields.email(fields);
        var grant = Grant.read(fields, campuses);
        boolean active = fields.flag("activa");
        fields.check();
        return new AccountDraft(name, email.orElse(null), grant, active);
    }

    /**
     * Reads what people may change of their own account: name and e-mail address.
     *
     * @throws tablon.problem.Problem 422 with all faults
     */
    public static AccountDraft readOwn(Fields fields, Account current) {
        var name = PersonFields.name(fields);
        var email = PersonFields.email(fields);
        fields.check();
        return new AccountDraft(name, email.orElse(null), of(current).grant, current.active());
    }

    /** The same person with the rights of {@code current}, which an administrator may have changed meanwhile. */
    public AccountDraft withRightsOf(Account current) {
        return new AccountDraft(name, email, of(current).grant, current.active());
    }

    public AccountDraft withActive(boolean value) {
        return new AccountDraft(name, email, grant, value);
    }

    /** Whether it changes what the account may do: only administrators may send this. */
    public boolean changesRightsOf(Account current) {
        var rights = of(current);
        return !grant.equals(rights.grant) || active != rights.active;
    }

    /** For the journal: rights before and after, and the names of other changed members, whose values are personal data. */
    String changesOf(Account current) {
        var changes = new ArrayList<String>();
        if (!name.equals(current.name())) {
            changes.add("nombre");
        }
        if (!Objects.equals(email, current.email())) {
            changes.add("correo");
        }
        if (grant.role() != current.role()) {
            changes.add(
                    "rol: " + current.role().jsonName() + " → " + grant.role().jsonName());
        }
        var campuses = Stream.concat(
                        grant.campuses().stream()
                                .filter(code -> !current.campuses().contains(code))
                                .map(code -> "+" + code),
                        current.campuses().stream()
                                .filter(code -> !grant.campuses().contains(code))
                                .map(code -> "−" + code))
                .collect(Collectors.joining(", "));
        if (!campuses.isEmpty()) {
            changes.add("campus: " + campuses);
        }
        if (active != current.active()) {
            changes.add("activa: " + (active ? "no → sí" : "sí → no"));
        }
        return String.join("; ", changes);
    }

    /** The account after the change. */
    Account toAccount(UUID id, String username, int version) {
        return new Account(id, username, name, email, grant.role(), grant.campuses(), active, version);
    }

    boolean isActiveAdministrator() {
        return active && grant.role() == Role.ADMINISTRATOR;
    }

    private static void refuseOther(Fields fields, String member, String value, String fault) {
        if (fields.member(member).filter(sent -> !sent.asText().equals(value)).isPresent()) {
            fields.refuse(member, Text.of(fault));
        }
    }
}
