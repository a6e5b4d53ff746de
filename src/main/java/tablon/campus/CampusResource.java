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
import java.util.Optional;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;
import tablon.route.Shared;
import tablon.text.Text;

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
        var fields = new Fields(Json.read(body));
        var code = CampusCode.of(path);
        if (code.isEmpty()) {
            fields.refuse("codigo", Text.of("fault.not-a-campus-code"));
        } else if (fields.member("codigo")
                .filter(sent -> !isSame(code.get(), sent.asText()))
                .isPresent()) {
            fields.refuse("codigo", Text.of("fault.code-mismatch"));
        }
        var name = fields.line("nombre", Campus.MAX_NAME_LENGTH);
        fields.check();

        var stored = campuses.put(Actor.of(security), path, name);
        var answer = stored.created()
                ? Response.created(UriBuilder.fromPath("api/campuses/{code}")
                        .build(stored.campus().code()))
                : Response.ok();
        return answer.entity(stored.campus()).build();
    }

    @DELETE
    @Needs(Permission.ADMINISTER)
    public void delete(@PathParam("code") String code, @Context SecurityContext security) {
        switch (campuses.remove(Actor.of(security), code)) {
            case REMOVED -> {}
            case UNKNOWN -> throw unknown(code);
            case HAS_NOTICES -> throw Problem.of(ProblemType.CAMPUS_IN_USE, code);
        }
    }

    private static boolean isSame(CampusCode code, String sent) {
        return CampusCode.of(sent).map(CampusCode::folded).equals(Optional.of(code.folded()));
    }

    private static Problem unknown(String code) {
        return Problem.of(ProblemType.UNKNOWN_CAMPUS, code);
    }
}
