package tablon.news;

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
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tablon.account.Credentials;
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
public final class NewsResource {
    private final Database database;
    private final NewsStore store;

    public NewsResource(Database database, NewsStore store) {
        this.database = database;
        this.store = store;
    }

    /** The address of a notice. */
    public static URI address(UriInfo address, News news) {
        return address.getBaseUriBuilder().path(NewsResource.class).build(news.id());
    }

    @GET
    @Shared
    public News get(@PathParam("id") String id, @Context SecurityContext security) {
        return Credentials.administrator(security).isPresent() ? store.any(id) : store.visible(id);
    }

    @PUT
    @LargestBody(LargestBody.NOTICE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") String path,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            byte[] body) {
        var id = NewsId.read(path).orElseThrow(() -> NewsStore.unknown(path));
        var precondition = new Precondition(request, headers);
        return database.change(handle -> {
                    var now = store.now();
                    var current = store.find(handle, id);
                    if (precondition.isCreation()) {
                        precondition.requireAbsent(current);
                        var created = store.add(handle, id, draft(body, id, now, handle), now);
                        return Answer.created(created, address(address, created));
                    }
                    precondition.requireGiven("problem.precondition.put");
                    var existing = store.existing(handle, id);
                    precondition.requireMatch(existing);
                    return Answer.now(store.replace(handle, id, draft(body, id, existing.published(), handle), now));
                })
                .response();
    }

    @PATCH
    @LargestBody(LargestBody.NOTICE)
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patch(
            @PathParam("id") String path, @Context Request request, @Context HttpHeaders headers, byte[] body) {
        var id = NewsId.read(path).orElseThrow(() -> NewsStore.unknown(path));
        return database.change(handle -> {
                    var current = store.existing(handle, id);
                    new Precondition(request, headers).requireMatch(current);
                    var patched = MergePatch.apply(Json.mapper().valueToTree(current), Json.read(body));
                    var draft = NewsDraft.read(new Fields(patched), id, current.published(), handle);
                    return Answer.now(store.replace(handle, id, draft, store.now()));
                })
                .response();
    }

    @DELETE
    public void delete(@PathParam("id") String path, @Context Request request, @Context HttpHeaders headers) {
        var id = NewsId.read(path).orElseThrow(() -> NewsStore.unknown(path));
        database.change(handle -> {
            new Precondition(request, headers).requireMatch(store.existing(handle, id));
            store.remove(handle, id);
            return id;
        });
    }

    private static NewsDraft draft(byte[] body, UUID id, Instant published, Handle handle) {
        return NewsDraft.read(new Fields(Json.read(body)), id, published, handle);
    }
}
