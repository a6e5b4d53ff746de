package tablon.notice;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Answer;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.route.LargestBody;

/** The decisions of moderators about a notice: its approval, its rejection and its hiding. */
@Path("api/news/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class ModerationResource {
    private final JournalStore journal;
    private final ModerationStore moderation;

    public ModerationResource(JournalStore journal, ModerationStore moderation) {
        this.journal = journal;
        this.moderation = moderation;
    }

    @PUT
    @Path("approval")
    @Needs(Permission.MODERATE)
    public Response approve(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        var id = NoticeId.require(path);
        var seen = new Precondition(request, headers).seen();
        return decide(address, security, change -> moderation.approve(change, id, seen));
    }

    @PUT
    @Path("rejection")
    @Needs(Permission.MODERATE)
    @LargestBody(LargestBody.REASON)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response refuse(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            byte[] body) {
        var id = NoticeId.require(path);
        var seen = new Precondition(request, headers).seen();
        var reason = reason(body);
        var answer = journal.change(Actor.of(security), Origin.API, change -> {
            var refused = moderation.refuse(change, id, reason, seen);
            return Answer.ok(LinkedNotice.of(address, refused.notice()), refused.tag());
        });
        return answer.response();
    }

    @PUT
    @Path("hiding")
    @Needs(Permission.MODERATE)
    @LargestBody(LargestBody.REASON)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response hide(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            byte[] body) {
        var id = NoticeId.require(path);
        var seen = new Precondition(request, headers).seen();
        var reason = reason(body);
        return decide(address, security, change -> moderation.hide(change, id, reason, seen));
    }

    @DELETE
    @Path("hiding")
    @Needs(Permission.MODERATE)
    public Response show(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        var id = NoticeId.require(path);
        var seen = new Precondition(request, headers).seen();
        return decide(address, security, change -> moderation.show(change, id, seen));
    }

    private Response decide(UriInfo address, SecurityContext security, Function<Change, Notice> decision) {
        var answer = journal.change(Actor.of(security), Origin.API, change -> {
            var notice = decision.apply(change);
            return Answer.ok(LinkedNotice.of(address, notice), notice.tag());
        });
        return answer.response();
    }

    private static String reason(byte[] body) {
        var fields = new Fields(Json.read(body));
        var reason = ModerationStore.reason(fields);
        fields.check();
        return reason;
    }
}
