package tablon.invitation;

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

/** One open invitation. */
@Path("api/invitations/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitationResource {
    private final JournalStore journal;

    public InvitationResource(JournalStore journal) {
        this.journal = journal;
    }

    @DELETE
    @Needs(Permission.ADMINISTER)
    public void revoke(@PathParam("id") String path, @Context SecurityContext security) {
        var id = Uuids.read(path).orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_INVITATION, path));
        journal.change(Actor.of(security), Origin.API, change -> {
            CodeStore.revoke(change, id);
            return id;
        });
    }
}
