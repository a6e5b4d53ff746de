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
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.OptionalInt;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.health.StatusResource;
import tablon.notice.Cursor;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeQuery;
import tablon.notice.NoticeQuery.StateFilter;
import tablon.notice.Slice;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.Shared;

/** The home page: the board as HTML, or the status as JSON for clients of the prototype. */
@Path("")
public final class BoardResource {
    static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE;

    private final Pages pages;
    private final NoticeListStore lists;
    private final CampusStore campuses;

    public BoardResource(Pages pages, NoticeListStore lists, CampusStore campuses) {
        this.pages = pages;
        this.lists = lists;
        this.campuses = campuses;
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
    @Shared({"campus", "q", "cursor", "lang"})
    public Response board(@Context ContainerRequestContext context) {
        var address = context.getUriInfo();
        var request = pages.request(context);
        var campus = parameter(address, "campus").map(this::campus).map(Campus::code);
        var search = parameter(address, "q").map(BoardResource::search);
        var cursor = parameter(address, "cursor").flatMap(Cursor::decode);
        var query = new NoticeQuery(campus, search, StateFilter.VISIBLE, NoticeQuery.DEFAULT_LIMIT);
        var slice = slice(query, cursor);
        var place = request.board(campus, search, cursor);
        return pages.board(request, campuses.all(), place, slice, hits(query, slice));
    }

    private Slice slice(NoticeQuery query, Optional<Cursor> cursor) {
        var slice = lists.list(query, cursor);
        return cursor.isPresent() && slice.notices().isEmpty() ? lists.list(query, Optional.empty()) : slice;
    }

    /** The number of hits of a search, which the page itself shows if it is the only one. */
    private OptionalInt hits(NoticeQuery query, Slice slice) {
        if (query.search().isEmpty()) {
            return OptionalInt.empty();
        }
        boolean complete = slice.older().isEmpty() && slice.newer().isEmpty();
        return OptionalInt.of(complete ? slice.notices().size() : lists.count(query, BoardPage.MAX_HITS + 1));
    }

    private Campus campus(String code) {
        return campuses.find(code).orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_CAMPUS, code));
    }

    private static String search(String words) {
        int length = words.codePointCount(0, words.length());
        if (length > NoticeQuery.MAX_SEARCH_LENGTH) {
            throw Problem.of(ProblemType.SEARCH_TOO_LONG, NoticeQuery.MAX_SEARCH_LENGTH, length);
        }
        return words;
    }

    private static Optional<String> parameter(UriInfo address, String name) {
        return Optional.ofNullable(address.getQueryParameters().getFirst(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
