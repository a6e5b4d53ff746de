package tablon.session;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.AccountStore;
import tablon.json.Uuids;

/** The sessions of an account: administrators, or the person, sign it out everywhere. */
@Path("api/accounts/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountSessionsResource {
    private final AccountStore accounts;
    private final SessionStore sessions;

    public AccountSessionsResource(AccountStore accounts, SessionStore sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @DELETE
    @Needs({Permission.ADMINISTER, Permission.OWN_ACCOUNT})
    public void delete(@PathParam("id") String path, @Context SecurityContext security) {
        var actor = Actor.of(security);
        var account = Uuids.read(path)
                .filter(id ->
                        actor.may(Permission.ADMINISTER) || actor.account().equals(Optional.of(id)))
                .flatMap(accounts::find)
                .orElseThrow(() -> AccountStore.unknown(path));
        sessions.endAll(account.id());
    }
}
