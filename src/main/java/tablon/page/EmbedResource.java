package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import tablon.campus.CampusStore;
import tablon.notice.EventStore;
import tablon.notice.Notice;
import tablon.notice.NoticeFilter;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeQuery;
import tablon.route.Shared;

/**
 * The newest notices, or the next events, for a frame on another site. Only this page may be framed there; its errors are
 * ordinary pages, with links and forms of the board, and may not.
 */
@Path("insertar")
public final class EmbedResource {
    private static final int MAX_NOTICES = 20;

    private final Pages pages;
    private final NoticeListStore lists;
    private final EventStore events;
    private final CampusStore campuses;
    private final FilterParameters filters;

    public EmbedResource(
            Pages pages, NoticeListStore lists, EventStore events, CampusStore campuses, FilterParameters filters) {
        this.pages = pages;
        this.lists = lists;
        this.events = events;
        this.campuses = campuses;
        this.filters = filters;
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Shared({"campus", "etiqueta", "q", "evento", "lang"})
    public Response get(@Context ContainerRequestContext context) {
        var request = pages.request(context);
        var filter = filters.read(context.getUriInfo());
        return pages.embed(request, campuses.all(), request.board(filter, Optional.empty()), notices(filter));
    }

    private List<Notice> notices(NoticeFilter filter) {
        return filter.events()
                ? events.upcoming(filter, Optional.empty(), MAX_NOTICES).notices()
                : lists.list(NoticeQuery.newest(filter, MAX_NOTICES), Optional.empty())
                        .notices();
    }
}
