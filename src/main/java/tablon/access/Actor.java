package tablon.access;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The sender of a request, or the board itself. {@link Authentication} resolves it once per request.
 *
 * @param id stable, because idempotency keys and the journal refer to it; empty for an anonymous sender
 * @param account the account; empty for an anonymous sender, the holder of the administrator's token and the board
 * @param name the shown name of the account; empty without one
 * @param campuses the codes of the campuses that it publishes for
 * @param permissions those of the role, as far as the credential allows
 * @param token whether the credential is a token
 * @param tokenId the id of the token; empty by session and with the administrator's own token
 * @param network where the request came from, as {@link Network#shortened}; empty if that is not known
 */
public record Actor(
        String id,
        Optional<UUID> account,
        String name,
        Role role,
        Set<String> campuses,
        Set<Permission> permissions,
        boolean token,
        Optional<UUID> tokenId,
        Optional<String> network)
        implements Principal {
    /** The request attribute with the actor, for error pages. */
    static final String ATTRIBUTE = "tablon.actor";

    /** The sender of a request without a credential. */
    public static final Actor ANONYMOUS = new Actor("", Optional.empty(), "", Role.NONE, Set.of(), Set.of(), false);

    /** The board itself, when it creates the campuses of its settings or the demonstration. */
    public static final Actor BOARD =
            new Actor("board", Optional.empty(), "", Role.ADMINISTRATOR, Set.of(), Set.of(Permission.PUBLISH), false);

    /** The holder of the administrator's token. */
    public static final Actor ADMINISTRATOR = administrator(EnumSet.allOf(Permission.class));

    /** The holder of a token that the holder of the administrator's token made with these scopes. */
    public static Actor administrator(Set<Permission> scopes) {
        return new Actor(
                "administrator", Optional.empty(), "", Role.ADMINISTRATOR, Set.of(), withoutOwnAccount(scopes), true);
    }

    /** A person who signed in. */
    public static Actor signedIn(UUID account, String name, Role role, Set<String> campuses) {
        return new Actor(account.toString(), Optional.of(account), name, role, campuses, role.permissions(), false);
    }

    /** A program with a token of this account. */
    public static Actor withToken(UUID account, String name, Role role, Set<String> campuses, Set<Permission> scopes) {
        var permissions = new HashSet<>(role.permissions());
        permissions.retainAll(scopes);
        return new Actor(
                account.toString(), Optional.of(account), name, role, campuses, withoutOwnAccount(permissions), true);
    }

    private Actor(
            String id,
            Optional<UUID> account,
            String name,
            Role role,
            Set<String> campuses,
            Set<Permission> permissions,
            boolean token) {
        this(id, account, name, role, campuses, permissions, token, Optional.empty(), Optional.empty());
    }

    /** The same holder of the token with this id. */
    public Actor withTokenId(UUID ofToken) {
        return new Actor(id, account, name, role, campuses, permissions, token, Optional.of(ofToken), network);
    }

    /** The same sender, with the network of this address. */
    public Actor from(String address) {
        return new Actor(id, account, name, role, campuses, permissions, token, tokenId, Network.shortened(address));
    }

    /** The sender of the request with this security context. */
    public static Actor of(SecurityContext security) {
        return security.getUserPrincipal() instanceof Actor actor ? actor : ANONYMOUS;
    }

    /** The sender of a request that Jersey may not have reached. */
    public static Actor of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Actor actor ? actor : ANONYMOUS;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    public boolean isAnonymous() {
        return id.isEmpty();
    }

    @Override
    public String getName() {
        return id;
    }

    private static Set<Permission> withoutOwnAccount(Set<Permission> permissions) {
        var others = EnumSet.noneOf(Permission.class);
        others.addAll(permissions);
        others.remove(Permission.OWN_ACCOUNT);
        return Set.copyOf(others);
    }
}
