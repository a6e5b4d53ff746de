package tablon.prototype;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.campus.CampusStore;
import tablon.idempotency.IdempotencyStore;
import tablon.idempotency.IdempotencyStore.Attempt;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Answer;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.json.Uuids;
import tablon.notice.Cursor;
import tablon.notice.NoticeDraft;
import tablon.notice.NoticeLinks;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeQuery;
import tablon.notice.NoticeStore;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.route.LargestBody;
import tablon.route.Shared;
import tablon.text.Language;
import tablon.text.Text;

/** The routes of the prototype of 2019, for its clients. */
@Superseded
@Path("news")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PrototypeResource {
    private static final int MAX_NOTICES = 1_000;

    private final JournalStore journal;
    private final NoticeListStore lists;
    private final NoticeStore store;
    private final CampusStore campuses;
    private final IdempotencyStore idempotency;
    private final Language fallback;

    public PrototypeResource(
            JournalStore journal,
            NoticeListStore lists,
            NoticeStore store,
            CampusStore campuses,
            IdempotencyStore idempotency,
            Language fallback) {
        this.journal = journal;
        this.lists = lists;
        this.store = store;
        this.campuses = campuses;
        this.idempotency = idempotency;
        this.fallback = fallback;
    }

    @GET
    @PermitAll
    @Shared("cursor")
    public Response list(@Context UriInfo address) {
        var slice = lists.list(NoticeQuery.visible(MAX_NOTICES), cursor(address));
        var notices = slice.notices().stream().map(PrototypeNotice::of).toList();
        return Response.ok(notices)
                .links(NoticeLinks.of(address, slice))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    @GET
    @PermitAll
    @Produces("text/html;qs=0.5")
    public Response redirectToBoard(@Context UriInfo address) {
        return Response.seeOther(address.getBaseUri())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    @POST
    @Needs(Permission.PUBLISH)
    @Path("add")
    @LargestBody(LargestBody.NOTICE)
    public Response add(
            @Context SecurityContext security,
            @HeaderParam(IdempotencyStore.HEADER) @Nullable String key,
            byte[] body) {
        var document = Json.read(body);
        var attempt = new Attempt(key, Actor.of(security), Origin.PROTOTYPE, "POST /news/add", body);
        return idempotency.once(attempt, () -> {
            var fields = new Fields(document);
            if (fields.member("id").isPresent()) {
                fields.refuse("id", Text.of("fault.id-assigned", "POST /news/addById"));
            }
            var draft = NoticeDraft.read(fields, Optional.of(store.now()), campuses);
            return change -> Answer.of(200, PrototypeNotice.of(store.create(change, draft)), Map.of());
        });
    }

    /** Creates the notice, replaces it, or creates it again after a deletion: the prototype had no preconditions. */
    @POST
    @Needs({Permission.PUBLISH, Permission.MODERATE})
    @Path("addById")
    @LargestBody(LargestBody.NOTICE)
    public PrototypeNotice addById(@Context SecurityContext security, byte[] body) {
        var fields = new Fields(Json.read(body));
        var id = id(fields);
        var draft = NoticeDraft.read(fields, Optional.empty(), campuses);
        var put = journal.change(
                Actor.of(security), Origin.PROTOTYPE, change -> store.put(change, id.orElseThrow(), draft));
        return PrototypeNotice.of(put);
    }

    @POST
    @Path("findById")
    @PermitAll
    public PrototypeNotice findById(byte[] body) {
        return PrototypeNotice.of(store.visible(idOf(body).toString()));
    }

    @DELETE
    @Needs({Permission.PUBLISH, Permission.MODERATE})
    @Path("deleteById")
    public Map<String, String> deleteById(
            @Context SecurityContext security, @Context HttpHeaders headers, byte[] body) {
        var id = idOf(body);
        var actor = Actor.of(security);
        journal.change(actor, Origin.PROTOTYPE, change -> {
            store.withdraw(change, store.editable(change.handle(), actor, id));
            return id;
        });
        var language = Language.negotiate(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), fallback);
        return Map.of("mensaje", Text.of("prototype.deleted", id).in(language));
    }

    private static Optional<Cursor> cursor(UriInfo address) {
        return Optional.ofNullable(address.getQueryParameters().getFirst("cursor"))
                .map(text -> Cursor.decode(text)
                        .orElseThrow(() -> Problem.parameters(
                                List.of(Fault.ofParameter("cursor", Text.of("fault.invalid-cursor"))))));
    }

    private static UUID idOf(byte[] body) {
        var fields = new Fields(Json.read(body));
        var id = id(fields);
        fields.check();
        return id.orElseThrow();
    }

    private static Optional<UUID> id(Fields fields) {
        var id = fields.member("id").flatMap(value -> Uuids.read(value.asText()));
        if (id.isEmpty()) {
            fields.refuse("id", Text.of("fault.not-a-uuid"));
        }
        return id;
    }
}
