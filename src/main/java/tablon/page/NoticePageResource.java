package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import tablon.campus.CampusStore;
import tablon.notice.NoticeStore;
import tablon.route.Shared;

/** The HTML page of one notice. */
@Path("noticias/{id}")
public final class NoticePageResource {
    private final Pages pages;
    private final NoticeStore notices;
    private final CampusStore campuses;

    public NoticePageResource(Pages pages, NoticeStore notices, CampusStore campuses) {
        this.pages = pages;
        this.notices = notices;
        this.campuses = campuses;
    }

    @GET
    @PermitAll
    @Shared("lang")
    @Produces(MediaType.TEXT_HTML)
    public Response get(@PathParam("id") String id, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var notice = notices.visible(id, request.actor());
        return pages.notice(request, campuses.all(), notice, notices.mayEdit(request.actor(), notice));
    }
}
