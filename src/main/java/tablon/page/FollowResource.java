package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import tablon.campus.CampusStore;
import tablon.notice.LabelStore;
import tablon.route.Shared;

/** Explains to people how to follow the board, or a part of it, with addresses to copy. */
@Path("seguir")
public final class FollowResource {
    /** Of the most used labels; another one is reached from its own page. */
    private static final int MAX_LABELS = 100;

    private final Pages pages;
    private final CampusStore campuses;
    private final LabelStore labels;
    private final FilterParameters filters;

    public FollowResource(Pages pages, CampusStore campuses, LabelStore labels, FilterParameters filters) {
        this.pages = pages;
        this.campuses = campuses;
        this.labels = labels;
        this.filters = filters;
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Shared({"campus", "etiqueta", "q", "evento", "lang"})
    public Response get(@Context ContainerRequestContext context) {
        var request = pages.request(context);
        var filter = filters.read(context.getUriInfo());
        var choices = labels.used().stream()
                .limit(MAX_LABELS)
                .map(LabelStore.Used::name)
                .toList();
        return pages.follow(request, campuses.all(), request.board(filter, Optional.empty()), choices);
    }
}
