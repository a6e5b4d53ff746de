package tablon.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import tablon.problem.Problem;

/**
 * The sender of a request, or the board itself. Resolved once per request by {@link Authentication}.
 *
 * @param id stable, since idempotency keys and the journal refer to it; empty for nobody
 * @param role one of {@link Role}
 */
public record Actor(String id, String role) implements Principal {
    /** A request without a credential. */
    public static final Actor NOBODY = new Actor("", Role.NONE);

    /** The board, when it creates the campuses of its settings or a demonstration. */
    public static final Actor BOARD = new Actor("board", Role.NONE);

    /** Whoever has the administrator's token. */
    public static final Actor ADMINISTRATOR = new Actor("administrator", Role.ADMINISTRATOR);

    /** The sender of the request that {@code security} belongs to. */
    public static Actor of(SecurityContext security) {
        return security.getUserPrincipal() instanceof Actor actor ? actor : NOBODY;
    }

    /** Whether scheduled and expired notices are shown to this actor. */
    public boolean maySeeHidden() {
        return role.equals(Role.ADMINISTRATOR);
    }

    /**
     * Checks that this actor may see scheduled and expired notices.
     *
     * @throws Problem 401 without a credential, 403 with one that does not suffice
     */
    public void requireSeeHidden() {
        require(Role.ADMINISTRATOR);
    }

    /**
     * Checks that this actor has one of {@code accepted}.
     *
     * @throws Problem 401 without a credential, 403 with one that does not suffice
     */
    void require(String... accepted) {
        if (equals(NOBODY)) {
            throw Credentials.missing();
        }
        if (!List.of(accepted).contains(role)) {
            throw Problem.of(403, "detail.403");
        }
    }

    @Override
    public String getName() {
        return id;
    }
}
