package tablon.access;

/** The roles that {@link jakarta.annotation.security.RolesAllowed} names on resource methods. */
public final class Role {
    public static final String NONE = "";
    public static final String ADMINISTRATOR = "administrator";

    private Role() {}
}
