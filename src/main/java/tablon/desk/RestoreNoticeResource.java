package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Form;
import tablon.notice.NoticeId;
import tablon.notice.NoticeStore;
import tablon.page.Done;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;

/** The page of a withdrawn notice, which restores it. */
@Path("noticias/{id}/restaurar")
@Produces(MediaType.TEXT_HTML)
public final class RestoreNoticeResource {
    private final Pages pages;
    private final JournalStore journal;
    private final NoticeStore notices;

    public RestoreNoticeResource(Pages pages, JournalStore journal, NoticeStore notices) {
        this.pages = pages;
        this.journal = journal;
        this.notices = notices;
    }

    @GET
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public Response get(@PathParam("id") String path, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var id = NoticeId.require(path);
        try {
            var withdrawn = notices.withdrawn(request.actor(), id);
            return pages.page(
                    request,
                    Response.Status.OK.getStatusCode(),
                    "restore.jte",
                    frame -> NoticeActPage.restoring(frame, pages.dates(request.language()), withdrawn));
        } catch (Problem refused) {
            return elsewhere(refused, request, id);
        }
    }

    @POST
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("id") String path, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var id = NoticeId.require(path);
        try {
            journal.change(
                    request.actor(),
                    Origin.PAGE,
                    change -> notices.restore(change, notices.withdrawn(change.handle(), request.actor(), id)));
            return Response.seeOther(request.address("noticias/" + id, Done.RESTORED))
                    .build();
        } catch (Problem refused) {
            return elsewhere(refused, request, id);
        }
    }

    /** Leads to a notice that somebody restored already, or to the form if the notice needs another campus. */
    private static Response elsewhere(Problem refused, PageRequest request, UUID id) {
        var path =
                switch (refused.type()) {
                    case NOTICE_NOT_WITHDRAWN -> "noticias/" + id;
                    case CAMPUS_GONE -> "noticias/" + id + "/editar";
                    default -> throw refused;
                };
        return Response.seeOther(request.address(path)).build();
    }
}
