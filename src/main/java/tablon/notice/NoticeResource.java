package tablon.notice;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.UUID;
import java.util.function.Function;
import tablon.access.Actor;
import tablon.access.Role;
import tablon.campus.CampusStore;
import tablon.json.Answer;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.json.MergePatch;
import tablon.route.LargestBody;
import tablon.route.Shared;
import tablon.storage.Database;

/** One notice. */
@Path("api/news/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource {
    private final Database database;
    private final NoticeStore store;
    private final CampusStore campuses;

    public NoticeResource(Database database, NoticeStore store, CampusStore campuses) {
        this.database = database;
        this.store = store;
        this.campuses = campuses;
    }

    /** The address of a notice. */
    public static URI address(UriInfo address, Notice notice) {
        return address.getBaseUriBuilder().path(NoticeResource.class).build(notice.id());
    }

    @GET
    @PermitAll
    @Shared
    public Notice get(@PathParam("id") String id, @Context SecurityContext security) {
        return Actor.of(security).maySeeHidden() ? store.any(id) : store.visible(id);
    }

    @PUT
    @RolesAllowed(Role.ADMINISTRATOR)
    @LargestBody(LargestBody.NOTICE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            byte[] body) {
        var id = NoticeId.read(path).orElseThrow(() -> NoticeStore.unknown(path));
        var precondition = new Precondition(request, headers);
        if (precondition.isCreation()) {
            var created = create(id, precondition, body);
            return Answer.created(created, address(address, created)).response();
        }
        precondition.requireGiven("problem.precondition.put");
        return change(
                id,
                precondition,
                current -> NoticeDraft.read(new Fields(Json.read(body)), id, current.published(), campuses));
    }

    @PATCH
    @RolesAllowed(Role.ADMINISTRATOR)
    @LargestBody(LargestBody.NOTICE)
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patch(
            @PathParam("id") String path, @Context Request request, @Context HttpHeaders headers, byte[] body) {
        var id = NoticeId.read(path).orElseThrow(() -> NoticeStore.unknown(path));
        return change(id, new Precondition(request, headers), current -> {
            var patched = MergePatch.apply(Json.mapper().valueToTree(current), Json.read(body));
            return NoticeDraft.read(new Fields(patched), id, current.published(), campuses);
        });
    }

    @DELETE
    @RolesAllowed(Role.ADMINISTRATOR)
    public void delete(@PathParam("id") String path, @Context Request request, @Context HttpHeaders headers) {
        var id = NoticeId.read(path).orElseThrow(() -> NoticeStore.unknown(path));
        database.change(handle -> {
            new Precondition(request, headers).requireMatch(store.existing(handle, id));
            store.remove(handle, id);
            return id;
        });
    }

    private Notice create(UUID id, Precondition precondition, byte[] body) {
        precondition.requireAbsent(database.read(handle -> store.find(handle, id)));
        var now = store.now();
        var draft = NoticeDraft.read(new Fields(Json.read(body)), id, now, campuses);
        return database.change(handle -> {
            precondition.requireAbsent(store.find(handle, id));
            return store.add(handle, id, draft, now);
        });
    }

    /**
     * Replaces a notice. The draft is made before the transaction, for the row as it is then; it is made again within,
     * where that is no longer the row and the precondition is met all the same, as {@code If-Match: *} is.
     */
    private Response change(UUID id, Precondition precondition, Function<Notice, NoticeDraft> reader) {
        var read = database.read(handle -> store.existing(handle, id));
        precondition.requireMatch(read);
        var draft = reader.apply(read);
        var changed = database.change(handle -> {
            var current = store.existing(handle, id);
            if (current.equals(read)) {
                return store.replace(handle, id, draft, store.now());
            }
            precondition.requireMatch(current);
            return store.replace(handle, id, reader.apply(current), store.now());
        });
        return Answer.now(changed).response();
    }
}
