package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.draft.DraftStore;
import tablon.json.Form;
import tablon.notice.NoticeId;
import tablon.page.Done;
import tablon.page.Pages;
import tablon.route.LargestBody;

/** The draft that a person has of one notice. The script of the editor saves it, and a button discards it. */
@Path("borradores/{id}")
@Produces(MediaType.TEXT_HTML)
public final class DraftResource {
    private final Pages pages;
    private final DraftStore drafts;

    public DraftResource(Pages pages, DraftStore drafts) {
        this.pages = pages;
        this.drafts = drafts;
    }

    @PUT
    @Needs({Permission.PUBLISH, Permission.MODERATE, Permission.PROPOSE})
    @LargestBody(LargestBody.NOTICE)
    @Consumes(Form.MEDIA_TYPE)
    public Response put(@PathParam("id") String id, @Context ContainerRequestContext context, byte[] body) {
        drafts.save(pages.request(context).actor(), NoticeId.require(id), Form.read(body), false);
        return Response.noContent().build();
    }

    @POST
    @Needs({Permission.PUBLISH, Permission.MODERATE, Permission.PROPOSE})
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("id") String id, @Context ContainerRequestContext context, byte[] body) {
        var request = pages.request(context);
        drafts.discard(request.actor(), NoticeId.require(id));
        var next = Next.of(request.base(), Form.read(body).first(Next.PARAMETER))
                .map(address -> request.base().relativize(address).toString())
                .orElse("mis-noticias");
        return Response.seeOther(request.address(next, Done.DRAFT_DISCARDED)).build();
    }
}
