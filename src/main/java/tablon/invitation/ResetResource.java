package tablon.invitation;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.AccountStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Uuids;

/** Links with which people who forgot their password choose a new one. */
@Path("api/accounts/{id}/reset")
@Produces(MediaType.APPLICATION_JSON)
public final class ResetResource {
    private final JournalStore journal;
    private final CodeStore codes;

    public ResetResource(JournalStore journal, CodeStore codes) {
        this.journal = journal;
        this.codes = codes;
    }

    @POST
    @Needs(Permission.ADMINISTER)
    public Response add(@PathParam("id") String path, @Context UriInfo address, @Context SecurityContext security) {
        var id = Uuids.read(path).orElseThrow(() -> AccountStore.unknown(path));
        var issued = journal.change(Actor.of(security), Origin.API, change -> codes.reset(change, id));
        return Response.status(Response.Status.CREATED)
                .entity(Link.of(address.getBaseUri(), Link.RESET, issued))
                .build();
    }
}
