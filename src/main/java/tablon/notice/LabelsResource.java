package tablon.notice;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.notice.LabelStore.Used;
import tablon.route.Shared;

/** The labels of the board. A name in an address may be in any spelling, and may contain slashes. */
@Path("api/labels")
@Produces(MediaType.APPLICATION_JSON)
public final class LabelsResource {
    private final JournalStore journal;
    private final LabelStore labels;

    public LabelsResource(JournalStore journal, LabelStore labels) {
        this.journal = journal;
        this.labels = labels;
    }

    @GET
    @PermitAll
    @Shared
    public List<Used> list() {
        return labels.used();
    }

    /** Renames a label, or merges it with another one. */
    @PUT
    @Path("{name:.+}")
    @Needs(Permission.MODERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Used rename(@PathParam("name") String name, @Context SecurityContext security, byte[] body) {
        var draft = LabelDraft.read(new Fields(Json.read(body)));
        return journal.change(Actor.of(security), Origin.API, change -> LabelStore.rename(change, name, draft));
    }
}
