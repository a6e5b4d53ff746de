package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.desk.ModerationPage.Tab;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.notice.Cursor;
import tablon.notice.ModerationStore;
import tablon.notice.NoticeId;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeQuery;
import tablon.notice.NoticeStore;
import tablon.notice.Submission;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;

/**
 * What awaits the decision of moderators, and what they may hide or show again. {@code ?estado=} chooses the list,
 * {@code ?id=} one notice.
 */
@Path("moderacion")
@Produces(MediaType.TEXT_HTML)
public final class ModerationPageResource {
    /** Each is shown as a whole, and may be compared with the notice that it changes. */
    private static final int LIMIT = 10;

    private final Pages pages;
    private final JournalStore journal;
    private final NoticeStore notices;
    private final NoticeListStore lists;
    private final ModerationStore moderation;

    public ModerationPageResource(
            Pages pages, JournalStore journal, NoticeStore notices, NoticeListStore lists, ModerationStore moderation) {
        this.pages = pages;
        this.journal = journal;
        this.notices = notices;
        this.lists = lists;
        this.moderation = moderation;
    }

    @GET
    @Needs(Permission.MODERATE)
    public Response get(
            @Context ContainerRequestContext context,
            @QueryParam("estado") @Nullable String state,
            @QueryParam("id") @Nullable String id,
            @QueryParam("cursor") @Nullable String cursor) {
        var request = pages.request(context);
        var from = Optional.ofNullable(cursor).flatMap(Cursor::decode);
        return page(
                request,
                Response.Status.OK.getStatusCode(),
                Tab.named(state),
                Optional.ofNullable(id).map(NoticeId::require),
                from,
                FormState.empty(request.language()));
    }

    @POST
    @Needs(Permission.MODERATE)
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(
            @Context ContainerRequestContext context,
            @QueryParam("estado") @Nullable String state,
            @QueryParam("id") @Nullable String only,
            byte[] body) {
        var request = pages.request(context);
        var sent = Form.read(body);
        var tab = Tab.named(state);
        try {
            var done = decide(request, sent);
            return Response.seeOther(request.address(tab.address(), done)).build();
        } catch (Problem refused) {
            var form = refused.faults().isEmpty()
                    ? FormState.ofHindered(sent, refused, request.language())
                    : FormState.ofFaulty(sent, refused, request.language());
            return page(
                    request,
                    refused.status(),
                    tab,
                    Optional.ofNullable(only).map(NoticeId::require),
                    Optional.empty(),
                    form);
        }
    }

    private Done decide(PageRequest request, Form sent) {
        var id = NoticeId.require(sent.typed("noticia"));
        var seen = Optional.<Predicate<EntityTag>>of(tag -> tag.getValue().equals(sent.typed("etiqueta")));
        return switch (sent.typed("accion")) {
            case "aprobar" -> {
                change(request, change -> moderation.approve(change, id, seen));
                yield Done.APPROVED;
            }
            case "rechazar" -> {
                var reason = reason(sent);
                change(request, change -> moderation.refuse(change, id, reason, seen));
                yield Done.REFUSED;
            }
            // safe without the tag, whatever the notice contains by now
            case "ocultar" -> {
                var reason = reason(sent);
                change(request, change -> moderation.hide(change, id, reason, Optional.empty()));
                yield Done.HIDDEN;
            }
            case "mostrar" -> {
                change(request, change -> moderation.show(change, id, seen));
                yield Done.SHOWN;
            }
            default -> throw Problem.of(ProblemType.MALFORMED_FORM);
        };
    }

    private void change(PageRequest request, Function<Change, Object> decision) {
        journal.change(request.actor(), Origin.PAGE, decision);
    }

    private static String reason(Form sent) {
        var fields = Fields.of(sent);
        fields.ignore("noticia", "etiqueta", "accion");
        var reason = ModerationStore.reason(fields);
        fields.check();
        return reason;
    }

    private Response page(
            PageRequest request, int status, Tab tab, Optional<UUID> only, Optional<Cursor> from, FormState form) {
        var found = only.map(id -> new ModerationStore.Page(List.of(one(request, id)), Optional.empty()))
                .orElseGet(() -> list(request, tab, from));
        var dates = pages.dates(request.language());
        return pages.page(
                request, status, "moderation.jte", frame -> ModerationPage.of(frame, dates, tab, only, found, form));
    }

    private Submission one(PageRequest request, UUID id) {
        var notice = notices.editable(request.actor(), id);
        return notice.state().isOnBoard()
                ? moderation.proposedChange(id).orElseGet(() -> Submission.onBoard(notice))
                : moderation.submission(request.actor(), id);
    }

    private ModerationStore.Page list(PageRequest request, Tab tab, Optional<Cursor> from) {
        if (tab == Tab.VISIBLE) {
            var slice = lists.list(NoticeQuery.visible(LIMIT), from);
            return new ModerationStore.Page(
                    slice.notices().stream().map(Submission::onBoard).toList(), slice.older());
        }
        return moderation.list(request.actor(), tab.state(), NoticeQuery.visible(LIMIT), from);
    }
}
