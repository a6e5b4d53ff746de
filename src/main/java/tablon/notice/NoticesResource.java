package tablon.notice;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.access.Rights;
import tablon.campus.CampusStore;
import tablon.idempotency.IdempotencyStore;
import tablon.idempotency.IdempotencyStore.Attempt;
import tablon.journal.Origin;
import tablon.json.Answer;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.route.LargestBody;
import tablon.route.Shared;
import tablon.text.Text;

/** The collection of notices: list, search, create. */
@Path("api/news")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticesResource {
    private final NoticeListStore lists;
    private final NoticeStore store;
    private final ModerationStore moderation;
    private final CampusStore campuses;
    private final IdempotencyStore idempotency;

    public NoticesResource(
            NoticeListStore lists,
            NoticeStore store,
            ModerationStore moderation,
            CampusStore campuses,
            IdempotencyStore idempotency) {
        this.lists = lists;
        this.store = store;
        this.moderation = moderation;
        this.campuses = campuses;
        this.idempotency = idempotency;
    }

    @GET
    @PermitAll
    @Shared({"campus", "label", "q", "event", "state", "limit", "cursor"})
    public Response list(@Context UriInfo address, @Context SecurityContext security) {
        var actor = Actor.of(security);
        NoticeParameters.requestedHidden(address.getQueryParameters()).ifPresent(states -> check(actor, states));
        var request = NoticeParameters.read(address.getQueryParameters(), campuses);
        var slice = request.query()
                .states()
                .outside()
                .map(state -> moderation
                        .list(actor, state, request.query(), request.cursor())
                        .slice())
                .orElseGet(() -> lists.list(permitted(request.query(), actor), request.cursor()));
        return Response.ok(LinkedNotice.of(address, slice.notices()))
                .links(NoticeLinks.of(address, slice))
                .build();
    }

    @POST
    @Needs({Permission.PUBLISH, Permission.PROPOSE})
    @LargestBody(LargestBody.NOTICE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(
            @Context UriInfo address,
            @Context SecurityContext security,
            @HeaderParam(IdempotencyStore.HEADER) @Nullable String key,
            byte[] body) {
        var document = Json.read(body);
        var attempt = new Attempt(key, Actor.of(security), Origin.API, "POST /api/news", body);
        return idempotency.once(attempt, () -> {
            var draft = draft(new Fields(document));
            return change -> {
                var notice = store.create(change, draft);
                return Answer.created(
                        LinkedNotice.of(address, notice), notice.tag(), NoticeResource.address(address, notice));
            };
        });
    }

    /** Members have proposals, and no other notices that readers do not see. */
    private static void check(Actor actor, NoticeQuery.StateFilter states) {
        if (states.outside().isPresent()) {
            Rights.check(actor, Permission.MODERATE, Permission.PUBLISH, Permission.PROPOSE);
        } else {
            Rights.check(actor, Permission.MODERATE, Permission.PUBLISH);
        }
    }

    /** Hidden notices are listed for moderators, and those that an editor may edit for the editor. */
    private static NoticeQuery permitted(NoticeQuery query, Actor actor) {
        if (query.states() == NoticeQuery.StateFilter.VISIBLE || actor.may(Permission.MODERATE)) {
            return query;
        }
        if (actor.account().isEmpty()) {
            Rights.check(actor, Permission.MODERATE);
        }
        return query.editableBy(actor.account().orElseThrow());
    }

    private NoticeDraft draft(Fields fields) {
        if (fields.member("id").isPresent()) {
            fields.refuse("id", Text.of("fault.id-assigned", "PUT /api/news/{id}"));
        }
        return NoticeDraft.read(fields, Optional.of(store.now()), campuses);
    }
}
