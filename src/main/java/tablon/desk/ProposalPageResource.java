package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Form;
import tablon.notice.ModerationStore;
import tablon.notice.NoticeId;
import tablon.page.Done;
import tablon.page.Pages;

/** Takes back the change that a person proposed to a notice on the board. */
@Path("noticias/{id}/propuesta")
@Produces(MediaType.TEXT_HTML)
public final class ProposalPageResource {
    private final Pages pages;
    private final JournalStore journal;
    private final ModerationStore moderation;

    public ProposalPageResource(Pages pages, JournalStore journal, ModerationStore moderation) {
        this.pages = pages;
        this.journal = journal;
        this.moderation = moderation;
    }

    @POST
    @Needs({Permission.PUBLISH, Permission.PROPOSE})
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("id") String path, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var id = NoticeId.require(path);
        journal.change(request.actor(), Origin.PAGE, change -> {
            moderation.takeBack(change, id, Optional.empty());
            return id;
        });
        return Response.seeOther(request.address("mis-noticias", Done.TAKEN_BACK))
                .build();
    }
}
