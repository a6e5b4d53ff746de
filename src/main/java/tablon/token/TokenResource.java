package tablon.token;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Uuids;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** One token of the sender. */
@Path("api/tokens/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {
    private final JournalStore journal;

    public TokenResource(JournalStore journal) {
        this.journal = journal;
    }

    /** Revokes the token at once, on every instance. A token may revoke itself if it may administer. */
    @DELETE
    @Needs({Permission.OWN_ACCOUNT, Permission.ADMINISTER})
    public void revoke(@PathParam("id") String id, @Context SecurityContext security) {
        var token = Uuids.read(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        journal.change(Actor.of(security), Origin.API, change -> {
            TokenStore.revoke(change, token);
            return true;
        });
    }
}
