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
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Form;
import tablon.notice.NoticeId;
import tablon.notice.NoticeStore;
import tablon.page.Done;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** The page that asks before it withdraws a notice. */
@Path("noticias/{id}/retirar")
@Produces(MediaType.TEXT_HTML)
public final class WithdrawNoticeResource {
    private final Pages pages;
    private final JournalStore journal;
    private final NoticeStore notices;

    public WithdrawNoticeResource(Pages pages, JournalStore journal, NoticeStore notices) {
        this.pages = pages;
        this.journal = journal;
        this.notices = notices;
    }

    @GET
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public Response get(@PathParam("id") String id, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var notice = notices.editable(request.actor(), NoticeId.require(id));
        return pages.page(
                request,
                Response.Status.OK.getStatusCode(),
                "withdraw.jte",
                frame -> NoticeActPage.withdrawing(frame, notice));
    }

    @POST
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("id") String path, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var id = NoticeId.require(path);
        try {
            journal.change(request.actor(), Origin.PAGE, change -> {
                notices.withdraw(change, notices.editable(change.handle(), request.actor(), id));
                return id;
            });
        } catch (Problem refused) {
            // the button was pressed twice
            if (refused.type() != ProblemType.NOTICE_WITHDRAWN) {
                throw refused;
            }
            notices.withdrawn(request.actor(), id);
        }
        return Response.seeOther(request.address("noticias/" + id + "/restaurar", Done.WITHDRAWN))
                .build();
    }
}
