package tablon.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.ModeratorStore.Moderator;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;
import tablon.text.Text;

/** The moderators that a campus names: if there are any, only they and administrators moderate it. */
@Path("api/campuses/{code}/moderators")
@Produces(MediaType.APPLICATION_JSON)
public final class CampusModeratorsResource {
    private final JournalStore journal;
    private final CampusStore campuses;
    private final ModeratorStore moderators;

    public CampusModeratorsResource(JournalStore journal, CampusStore campuses, ModeratorStore moderators) {
        this.journal = journal;
        this.campuses = campuses;
        this.moderators = moderators;
    }

    @GET
    @Needs(Permission.ADMINISTER)
    public Map<String, List<Moderator>> get(@PathParam("code") String path) {
        return Map.of(ModeratorStore.MEMBER, moderators.named(existing(path)));
    }

    @PUT
    @Needs(Permission.ADMINISTER)
    @LargestBody(4 * LargestBody.SMALL)
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, List<Moderator>> put(
            @PathParam("code") String path, @Context SecurityContext security, byte[] body) {
        var campus = existing(path);
        var document = Json.read(body);
        var fields = new Fields(document);
        var ids = moderators.read(fields);
        // an empty list opens the campus to every moderator, so it must be sent
        if (fields.member(ModeratorStore.MEMBER).isEmpty()) {
            boolean isNull = document.has(ModeratorStore.MEMBER);
            fields.refuse(ModeratorStore.MEMBER, Text.of(isNull ? "fault.null" : "fault.required"));
        }
        fields.check();
        var named =
                journal.change(Actor.of(security), Origin.API, change -> ModeratorStore.replace(change, campus, ids));
        return Map.of(ModeratorStore.MEMBER, named);
    }

    /** The code as it was created. */
    private String existing(String path) {
        return campuses.find(path)
                .orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_CAMPUS, path))
                .code();
    }
}
