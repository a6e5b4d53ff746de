package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import tablon.problem.ProblemType;
import tablon.route.Shared;

/** The documentation of one type of problem, at the URI that problem documents have as {@code type}. */
@Path("problems/{type}")
public final class ProblemPageResource {
    private final Pages pages;

    public ProblemPageResource(Pages pages) {
        this.pages = pages;
    }

    @GET
    @PermitAll
    @Shared("lang")
    @Produces(MediaType.TEXT_HTML)
    public Response get(@PathParam("type") String slug, @Context ContainerRequestContext context) {
        var type = ProblemType.of(slug).orElseThrow(NotFoundException::new);
        return pages.problem(pages.request(context), type);
    }
}
