package tablon.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A kind of act that roles allow. Most are also a scope that a token may have. */
public enum Permission {
    /** Change one's own account, sessions and tokens: only after signing in, never with a token. */
    OWN_ACCOUNT(""),
    /** Propose notices, which a moderator approves: only after signing in, never with a token. */
    PROPOSE(""),
    /** Publish in one's campuses; change and withdraw one's own notices. */
    PUBLISH("publicar"),
    /** Change and withdraw every notice. */
    MODERATE("moderar"),
    /** Everything else: accounts, invitations, campuses. */
    ADMINISTER("administrar"),
    /** Read {@code /metrics}. */
    READ_METRICS("metricas");

    private final String scope;

    Permission(String scope) {
        this.scope = scope;
    }

    /** The name of the scope in JSON; empty if it is not one. */
    @JsonValue
    public String scope() {
        return scope;
    }

    /** The permission that is the scope with this name. */
    public static Optional<Permission> ofScope(String scope) {
        return scopes().stream()
                .filter(permission -> permission.scope.equals(scope))
                .findFirst();
    }

    /** The permissions that a token may have. */
    public static List<Permission> scopes() {
        return Arrays.stream(values())
                .filter(permission -> !permission.scope.isEmpty())
                .toList();
    }
}
