package tablon.notice;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.Optional;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Answer;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.route.LargestBody;

/** What is proposed to moderators: a notice that is not on the board, or a change to one that is. */
@Path("api/news/{id}/proposal")
@Produces(MediaType.APPLICATION_JSON)
public final class ProposalResource {
    private final JournalStore journal;
    private final NoticeStore notices;
    private final ModerationStore moderation;
    private final CampusStore campuses;

    public ProposalResource(
            JournalStore journal, NoticeStore notices, ModerationStore moderation, CampusStore campuses) {
        this.journal = journal;
        this.notices = notices;
        this.moderation = moderation;
        this.campuses = campuses;
    }

    @GET
    @Needs({Permission.PROPOSE, Permission.PUBLISH, Permission.MODERATE})
    public Response get(@PathParam("id") String id, @Context UriInfo address, @Context SecurityContext security) {
        var submission = moderation.submission(Actor.of(security), NoticeId.require(id));
        return Response.ok(LinkedNotice.of(address, submission.notice()))
                .tag(submission.tag())
                .build();
    }

    /** Proposes a change in place of a former one. {@code If-Match} is checked if there is one. */
    @PUT
    @Needs(Permission.PROPOSE)
    @LargestBody(LargestBody.NOTICE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            byte[] body) {
        var id = NoticeId.require(path);
        var seen = new Precondition(request, headers).seen();
        var actor = Actor.of(security);
        var draft = NoticeDraft.read(new Fields(Json.read(body)), id, Optional.empty(), campuses);
        var answer = journal.change(actor, Origin.API, change -> {
            moderation.requireSeen(change.handle(), id, seen);
            notices.propose(change, notices.editable(change.handle(), actor, id), draft);
            var proposed = moderation.submission(change.handle(), actor, id);
            return Answer.ok(LinkedNotice.of(address, proposed.notice()), proposed.tag());
        });
        return answer.response();
    }

    @DELETE
    @Needs({Permission.PROPOSE, Permission.PUBLISH})
    public void delete(
            @PathParam("id") String path,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        var id = NoticeId.require(path);
        var seen = new Precondition(request, headers).seen();
        journal.change(Actor.of(security), Origin.API, change -> {
            moderation.takeBack(change, id, seen);
            return id;
        });
    }
}
