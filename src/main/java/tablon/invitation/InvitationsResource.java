package tablon.invitation;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.Grant;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.route.LargestBody;

/** The open invitations. */
@Path("api/invitations")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitationsResource {
    private final JournalStore journal;
    private final CodeStore codes;
    private final CampusStore campuses;

    public InvitationsResource(JournalStore journal, CodeStore codes, CampusStore campuses) {
        this.journal = journal;
        this.codes = codes;
        this.campuses = campuses;
    }

    @GET
    @Needs(Permission.ADMINISTER)
    public List<Invitation> list() {
        return codes.invitations();
    }

    @POST
    @Needs(Permission.ADMINISTER)
    @LargestBody(LargestBody.PERSON)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(@Context UriInfo address, @Context SecurityContext security, byte[] body) {
        var fields = new Fields(Json.read(body));
        var grant = Grant.read(fields, campuses);
        fields.check();
        var issued = journal.change(Actor.of(security), Origin.API, change -> codes.invite(change, grant));
        var invitation = CodeStore.invitation(issued.code());
        return Response.created(address.getBaseUriBuilder()
                        .path(InvitationResource.class)
                        .build(invitation.id()))
                .entity(new NewInvitation(
                        invitation,
                        Link.of(address.getBaseUri(), Link.INVITATION, issued).url()))
                .build();
    }
}
