package tablon.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What an account is for. The names in JSON are also stored. */
public enum Role {
    /** Without an account. */
    NONE(""),
    MEMBER("miembro", Permission.OWN_ACCOUNT, Permission.PROPOSE),
    EDITOR("editor", Permission.OWN_ACCOUNT, Permission.PUBLISH),
    MODERATOR("moderador", Permission.OWN_ACCOUNT, Permission.PUBLISH, Permission.MODERATE),
    ADMINISTRATOR("administrador", Permission.values());

    private final String name;
    private final Set<Permission> permissions;

    Role(String name, Permission... permissions) {
        this.name = name;
        this.permissions = EnumSet.noneOf(Permission.class);
        this.permissions.addAll(Arrays.asList(permissions));
    }

    @JsonValue
    public String jsonName() {
        return name;
    }

    /** The permissions of an account with this role. */
    public Set<Permission> permissions() {
        return Set.copyOf(permissions);
    }

    /** The role of an account with this name in JSON. */
    public static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role != NONE && role.name.equals(name))
                .findFirst();
    }
}
