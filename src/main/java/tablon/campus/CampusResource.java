package tablon.campus;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.text.Normalizer;
import java.util.regex.Pattern;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.problem.Problem;
import tablon.route.LargestBody;
import tablon.route.Shared;
import tablon.text.Text;

/** One campus, by its code in any case. */
@Path("api/campuses/{code}")
@Produces(MediaType.APPLICATION_JSON)
public final class CampusResource {
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}-]{1,32}");

    private final CampusStore campuses;

    public CampusResource(CampusStore campuses) {
        this.campuses = campuses;
    }

    @GET
    @Shared
    public Campus get(@PathParam("code") String code) {
        return campuses.find(code).orElseThrow(() -> unknown(code));
    }

    @PUT
    @LargestBody(4 * LargestBody.SMALL)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("code") String path, byte[] body) {
        var code = Normalizer.normalize(path, Normalizer.Form.NFC);
        var fields = new Fields(Json.read(body));
        if (!CODE.matcher(code).matches()) {
            fields.refuse("codigo", Text.of("fault.campus.code"));
        }
        if (fields.member("codigo")
                .filter(sent -> !code.equalsIgnoreCase(sent.asText()))
                .isPresent()) {
            fields.refuse("codigo", Text.of("fault.campus.path"));
        }
        var name = fields.line("nombre", Campus.LONGEST_NAME);
        fields.check();

        var stored = campuses.put(code, name);
        var answer = stored.created()
                ? Response.created(UriBuilder.fromPath("api/campuses/{code}").build(code))
                : Response.ok();
        return answer.entity(stored.campus()).build();
    }

    @DELETE
    public void delete(@PathParam("code") String code) {
        switch (campuses.remove(code)) {
            case REMOVED -> {}
            case UNKNOWN -> throw unknown(code);
            case HAS_NEWS -> throw Problem.of(409, "problem.campus.used", code);
        }
    }

    private static Problem unknown(String code) {
        return Problem.of(404, "problem.campus.unknown", code);
    }
}
