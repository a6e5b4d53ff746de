package tablon.campus;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;
import tablon.route.Shared;

/** One campus. Its code may be in any case. */
@Path("api/campuses/{code}")
@Produces(MediaType.APPLICATION_JSON)
public final class CampusResource {
    private final CampusStore campuses;

    public CampusResource(CampusStore campuses) {
        this.campuses = campuses;
    }

    @GET
    @PermitAll
    @Shared
    public Campus get(@PathParam("code") String code) {
        return campuses.find(code).orElseThrow(() -> unknown(code));
    }

    @PUT
    @Needs(Permission.ADMINISTER)
    @LargestBody(4 * LargestBody.SMALL)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("code") String path, @Context SecurityContext security, byte[] body) {
        var draft = CampusDraft.read(new Fields(Json.read(body)), path);
        var stored = campuses.put(Actor.of(security), Origin.API, draft);
        var answer = stored.created()
                ? Response.created(UriBuilder.fromPath("api/campuses/{code}")
                        .build(stored.campus().code()))
                : Response.ok();
        return answer.entity(stored.campus()).build();
    }

    @DELETE
    @Needs(Permission.ADMINISTER)
    public void delete(@PathParam("code") String code, @Context SecurityContext security) {
        switch (campuses.remove(Actor.of(security), Origin.API, code)) {
            case REMOVED -> {}
            case UNKNOWN -> throw unknown(code);
            case HAS_NOTICES -> throw Problem.of(ProblemType.CAMPUS_IN_USE, code);
        }
    }

    private static Problem unknown(String code) {
        return Problem.of(ProblemType.UNKNOWN_CAMPUS, code);
    }
}
