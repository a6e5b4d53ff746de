package tablon.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tablon.access.Actor;
import tablon.access.Permission;
import tablon.json.Fields;
import tablon.text.Text;

/** What a client asks for when it creates a token. */
public record TokenDraft(String name, List<Permission> scopes, Instant expires) {
    public static final int MAX_NAME_LENGTH = 100;

    private static final Duration DEFAULT_VALIDITY = Duration.ofDays(365);
    private static final int MAX_SCOPES = 10;
    private static final int MAX_SCOPE_LENGTH = 50;

    /**
     * Reads a token that {@code actor} may create: it allows nothing that {@code actor} itself may not do.
     *
     * @throws tablon.problem.Problem 422 with all faults
     */
    public static TokenDraft read(Fields fields, Actor actor, Instant now) {
        var name = fields.line("nombre", MAX_NAME_LENGTH);
        var scopes = scopes(fields, actor);
        var expires = fields.instant("caduca").orElse(now.plus(DEFAULT_VALIDITY));
        if (!expires.isAfter(now)) {
            fields.refuse("caduca", Text.of("fault.not-in-the-future"));
        }
        fields.check();
        return new TokenDraft(name, scopes, expires);
    }

    /** The scopes that a token of {@code actor} may have. */
    public static List<Permission> scopesOf(Actor actor) {
        return Permission.scopes().stream().filter(actor::may).toList();
    }

    private static List<Permission> scopes(Fields fields, Actor actor) {
        var names = fields.list("permisos", MAX_SCOPES, MAX_SCOPE_LENGTH);
        if (names.isEmpty() && !fields.refused("permisos")) {
            fields.refuse("permisos", Text.of("fault.required"));
        }
        var scopes = new ArrayList<Permission>();
        for (var scope : names) {
            Permission.ofScope(scope).ifPresent(scopes::add);
        }
        if (scopes.size() < names.size()) {
            fields.refuse("permisos", Text.of("fault.unknown-scope", known()));
        } else if (!scopesOf(actor).containsAll(scopes)) {
            fields.refuse("permisos", Text.of("fault.scope-not-held"));
        }
        return scopes.stream().sorted().toList();
    }

    private static String known() {
        return Permission.scopes().stream().map(Permission::scope).collect(Collectors.joining(", "));
    }
}
