package tablon.account;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import tablon.access.Role;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.json.Fields;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/**
 * What an account may do: in an invitation, and in a change of an account.
 *
 * @param campuses the codes of the campuses that it publishes for
 */
public record Grant(Role role, List<String> campuses) {
    private static final int MAX_CAMPUSES = 100;
    private static final int MAX_ROLE_LENGTH = 32;

    /** Reads the members {@code rol} and {@code campus}. Reports the faults to {@code fields}. */
    public static Grant read(Fields fields, CampusStore campuses) {
        return new Grant(role(fields), campuses(fields, campuses));
    }

    private static Role role(Fields fields) {
        var name = fields.line("rol", MAX_ROLE_LENGTH);
        var role = Role.named(name);
        if (role.isEmpty() && !fields.refused("rol")) {
            fields.refuse("rol", Text.of("fault.unknown-role"));
        }
        return role.orElse(Role.NONE);
    }

    private static List<String> campuses(Fields fields, CampusStore campuses) {
        var codes = new ArrayList<String>();
        for (var sent : fields.list("campus", MAX_CAMPUSES, Campus.MAX_CODE_LENGTH)) {
            var campus = campuses.find(sent);
            if (campus.isPresent()) {
                codes.add(campus.get().code());
            } else if (!fields.refused("campus")) {
                fields.refuse("campus", unknown(sent, campuses.all()));
            }
        }
        return codes.stream().distinct().sorted().toList();
    }

    /**
     * Checks that the campuses exist: one may have been deleted since it was read.
     *
     * @throws Problem 422
     */
    void check(Handle handle) {
        for (var code : campuses) {
            if (!CampusStore.exists(handle, code)) {
                throw Problem.invalid(List.of(Fault.at("/campus", unknown(code, CampusStore.all(handle)))));
            }
        }
    }

    /** For the journal: the role and the campuses. */
    public String summary() {
        return "rol: " + role.jsonName() + (campuses.isEmpty() ? "" : "; campus: " + String.join(", ", campuses));
    }

    /** The same, without the campuses that do not exist any more. */
    public Grant withExisting(Handle handle) {
        return new Grant(
                role,
                campuses.stream()
                        .filter(code -> CampusStore.exists(handle, code))
                        .toList());
    }

    private static Text unknown(String code, List<Campus> known) {
        return known.isEmpty()
                ? Text.of("fault.no-campuses", code)
                : Text.of(
                        "fault.unknown-campus",
                        code,
                        known.stream().map(Campus::code).collect(Collectors.joining(", ")));
    }
}
