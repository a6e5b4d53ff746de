package tablon.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * The sender of a request, or the board itself. {@link Authentication} resolves it once per request.
 *
 * @param id stable, because idempotency keys and the journal refer to it; empty for an anonymous sender
 * @param role one of the constants in {@link Role}
 */
public record Actor(String id, String role) implements Principal {
    /** The sender of a request without a credential. */
    public static final Actor ANONYMOUS = new Actor("", Role.NONE);

    /** The board itself, when it creates the campuses of its settings or the demonstration. */
    public static final Actor BOARD = new Actor("board", Role.NONE);

    /** The holder of the administrator's token. */
    public static final Actor ADMINISTRATOR = new Actor("administrator", Role.ADMINISTRATOR);

    /** The sender of the request with this security context. */
    public static Actor of(SecurityContext security) {
        return security.getUserPrincipal() instanceof Actor actor ? actor : ANONYMOUS;
    }

    /** Whether this actor may see scheduled and expired notices. */
    public boolean maySeeHidden() {
        return role.equals(Role.ADMINISTRATOR);
    }

    /**
     * Checks that this actor may see scheduled and expired notices.
     *
     * @throws Problem 401 without a credential, 403 if the credential is insufficient
     */
    public void checkMaySeeHidden() {
        checkRole(Role.ADMINISTRATOR);
    }

    /**
     * Checks that this actor has one of the {@code accepted} roles.
     *
     * @throws Problem 401 without a credential, 403 if the credential is insufficient
     */
    void checkRole(String... accepted) {
        if (equals(ANONYMOUS)) {
            throw Credentials.missing();
        }
        if (!List.of(accepted).contains(role)) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
    }

    @Override
    public String getName() {
        return id;
    }
}
