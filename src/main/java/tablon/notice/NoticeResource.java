package tablon.notice;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Answer;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.json.MergePatch;
import tablon.json.Uuids;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;
import tablon.route.Shared;

/** One notice. */
@Path("api/news/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource {
    private final JournalStore journal;
    private final NoticeStore store;
    private final CampusStore campuses;

    public NoticeResource(JournalStore journal, NoticeStore store, CampusStore campuses) {
        this.journal = journal;
        this.store = store;
        this.campuses = campuses;
    }

    /** The URL of a notice. */
    static URI address(UriInfo address, Notice notice) {
        return address.getBaseUriBuilder().path(NoticeResource.class).build(notice.id());
    }

    @GET
    @PermitAll
    @Shared
    public Response get(@PathParam("id") String id, @Context UriInfo address, @Context SecurityContext security) {
        var notice = store.visible(id, Actor.of(security));
        return Response.ok(LinkedNotice.of(address, notice)).tag(notice.tag()).build();
    }

    @PUT
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    @LargestBody(LargestBody.NOTICE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            byte[] body) {
        var id = Uuids.read(path).orElseThrow(() -> Problem.of(ProblemType.INVALID_ID, path));
        var precondition = new Precondition(request, headers);
        precondition.requireForPut();
        var actor = Actor.of(security);
        var draft = draft(id, precondition, actor, body);
        var answer = journal.change(actor, Origin.API, change -> {
            var current = precondition.check(store, change.handle(), actor, id);
            if (current.isPresent()) {
                var replaced = store.replace(change, current.get(), draft);
                return Answer.ok(LinkedNotice.of(address, replaced), replaced.tag());
            }
            var created = store.create(change, id, draft, change.now());
            return Answer.created(LinkedNotice.of(address, created), created.tag(), address(address, created));
        });
        return answer.response();
    }

    @PATCH
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    @LargestBody(LargestBody.NOTICE)
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Response patch(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            byte[] body) {
        var id = NoticeId.require(path);
        var precondition = new Precondition(request, headers);
        var actor = Actor.of(security);
        var read = store.editable(actor, id);
        precondition.requireMatch(read);
        var draft = patched(read, body);
        var answer = journal.change(actor, Origin.API, change -> {
            var current = store.editable(change.handle(), actor, id);
            precondition.requireMatch(current);
            // with If-Match: *, the notice may have changed since it was read
            var replaced = store.replace(change, current, current.equals(read) ? draft : patched(current, body));
            return Answer.ok(LinkedNotice.of(address, replaced), replaced.tag());
        });
        return answer.response();
    }

    @DELETE
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public void delete(
            @PathParam("id") String path,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        var id = NoticeId.require(path);
        var precondition = new Precondition(request, headers);
        var actor = Actor.of(security);
        journal.change(actor, Origin.API, change -> {
            var current = store.editable(change.handle(), actor, id);
            precondition.requireMatch(current);
            store.withdraw(change, current);
            return id;
        });
    }

    /** Reads the notice in the body. A missing notice or a failed precondition is reported before the faults in the body. */
    private NoticeDraft draft(UUID id, Precondition precondition, Actor actor, byte[] body) {
        try {
            return NoticeDraft.read(new Fields(Json.read(body)), id, Optional.empty(), campuses);
        } catch (Problem faults) {
            store.read(handle -> precondition.check(store, handle, actor, id));
            throw faults;
        }
    }

    private NoticeDraft patched(Notice current, byte[] patch) {
        var patched = MergePatch.apply(Json.mapper().valueToTree(current), Json.read(patch));
        return NoticeDraft.read(new Fields(patched), current.id(), Optional.of(current.published()), campuses);
    }
}
