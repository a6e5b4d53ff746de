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
import tablon.text.Language;

/** The HTML page of one notice. */
@Path("noticias/{id}")
public final class NoticePageResource {
    private final Pages pages;
    private final NoticeStore notices;
    private final CampusStore campuses;
    private final Language fallback;

    public NoticePageResource(Pages pages, NoticeStore notices, CampusStore campuses, Language fallback) {
        this.pages = pages;
        this.notices = notices;
        this.campuses = campuses;
        this.fallback = fallback;
    }

    @GET
    @PermitAll
    @Shared("lang")
    @Produces(MediaType.TEXT_HTML)
    public Response get(@PathParam("id") String id, @Context ContainerRequestContext context) {
        var request = PageRequest.of(context, fallback);
        var notice = notices.visible(id, request.actor());
        return pages.notice(request, campuses.all(), notice, notices.mayEdit(request.actor(), notice));
    }
}
