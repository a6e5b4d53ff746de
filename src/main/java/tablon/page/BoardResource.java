package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;
import tablon.campus.CampusStore;
import tablon.health.StatusResource;
import tablon.notice.Cursor;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeQuery;
import tablon.notice.NoticeQuery.StateFilter;
import tablon.notice.Slice;
import tablon.route.Shared;

/** The home page: the board as HTML, or the status as JSON for clients of the prototype. */
@Path("")
public final class BoardResource {
    static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE;

    private final Pages pages;
    private final NoticeListStore lists;
    private final CampusStore campuses;
    private final FilterParameters filters;

    public BoardResource(Pages pages, NoticeListStore lists, CampusStore campuses, FilterParameters filters) {
        this.pages = pages;
        this.lists = lists;
        this.campuses = campuses;
        this.filters = filters;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.5")
    public Response status() {
        return Response.ok(StatusResource.OK).header(HttpHeaders.VARY, VARY).build();
    }

    /** One page of the board. Ignores unknown parameters; an invalid or outdated cursor shows the first page. */
    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Shared({"campus", "etiqueta", "q", "evento", "cursor", "lang"})
    public Response board(@Context ContainerRequestContext context) {
        var address = context.getUriInfo();
        var request = pages.request(context);
        var filter = filters.read(address);
        var cursor = FilterParameters.parameter(address, "cursor").flatMap(Cursor::decode);
        var query = new NoticeQuery(filter, StateFilter.VISIBLE, NoticeQuery.DEFAULT_LIMIT);
        var slice = slice(query, cursor);
        var place = request.board(filter, cursor);
        return pages.board(request, campuses.all(), place, slice, hits(query, slice));
    }

    private Slice slice(NoticeQuery query, Optional<Cursor> cursor) {
        var slice = lists.list(query, cursor);
        return cursor.isPresent() && slice.notices().isEmpty() ? lists.list(query, Optional.empty()) : slice;
    }

    /** The number of hits of a search, which the page itself shows if it is the only one. */
    private OptionalInt hits(NoticeQuery query, Slice slice) {
        if (query.filter().search().isEmpty()) {
            return OptionalInt.empty();
        }
        boolean complete = slice.older().isEmpty() && slice.newer().isEmpty();
        return OptionalInt.of(complete ? slice.notices().size() : lists.count(query, BoardPage.MAX_HITS + 1));
    }
}
