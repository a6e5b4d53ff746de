package tablon.desk;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.draft.Draft;
import tablon.draft.DraftStore;
import tablon.notice.Cursor;
import tablon.notice.OwnNotice.Group;
import tablon.notice.OwnNoticeStore;
import tablon.page.Pages;

/** The drafts and the notices of the person who asks, by state. With {@code ?estado=} and {@code ?cursor=}, older notices of one state. */
@Path("mis-noticias")
@Produces(MediaType.TEXT_HTML)
public final class MyNoticesResource {
    private final Pages pages;
    private final OwnNoticeStore notices;
    private final DraftStore drafts;

    public MyNoticesResource(Pages pages, OwnNoticeStore notices, DraftStore drafts) {
        this.pages = pages;
        this.notices = notices;
        this.drafts = drafts;
    }

    @GET
    @Needs({Permission.PUBLISH, Permission.PROPOSE})
    public Response get(
            @Context ContainerRequestContext context,
            @QueryParam("estado") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor) {
        var request = pages.request(context);
        var only = Group.named(state);
        var from = Optional.ofNullable(cursor).flatMap(Cursor::decode).filter(unused -> only.isPresent());
        var lists = notices.of(request.actor(), only, from);
        var unfinished = only.isPresent() ? List.<Draft>of() : drafts.of(request.actor());
        return pages.page(
                request,
                Response.Status.OK.getStatusCode(),
                "my-notices.jte",
                frame -> MyNoticesPage.of(frame, pages.dates(request.language()), unfinished, lists, from.isPresent()));
    }
}
