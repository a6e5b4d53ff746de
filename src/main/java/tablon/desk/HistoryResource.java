package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Form;
import tablon.notice.NoticeId;
import tablon.notice.NoticeStore;
import tablon.notice.VersionStore;
import tablon.page.Done;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** The page with the versions of a notice, any of which it stores again. An invalid cursor shows the first page. */
@Path("noticias/{id}/historial")
@Produces(MediaType.TEXT_HTML)
public final class HistoryResource {
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final Pages pages;
    private final JournalStore journal;
    private final NoticeStore notices;
    private final VersionStore versions;

    public HistoryResource(Pages pages, JournalStore journal, NoticeStore notices, VersionStore versions) {
        this.pages = pages;
        this.journal = journal;
        this.notices = notices;
        this.versions = versions;
    }

    @GET
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public Response get(
            @PathParam("id") String path,
            @Context ContainerRequestContext context,
            @QueryParam("cursor") @Nullable String cursor) {
        var before = Optional.ofNullable(cursor).flatMap(VersionStore::number);
        return show(pages.request(context), NoticeId.require(path), OK, before, Optional.empty());
    }

    @POST
    @Needs({Permission.PUBLISH, Permission.MODERATE})
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("id") String path, @Context ContainerRequestContext context, byte[] body) {
        var request = pages.request(context);
        var id = NoticeId.require(path);
        var sent = Form.read(body);
        try {
            journal.change(request.actor(), Origin.PAGE, change -> {
                var current = notices.editable(change.handle(), request.actor(), id);
                var former = versions.version(change.handle(), current, sent.typed(NoticeForm.RESTORE));
                // of a button that was pressed twice, the second request finds what the first one stored
                if (current.version() != NoticeForm.version(sent) && !former.hasContentOf(current)) {
                    throw Problem.of(ProblemType.NOTICE_CHANGED);
                }
                return versions.restore(change, current, former);
            });
            return Response.seeOther(request.address("noticias/" + id, Done.VERSION_RESTORED))
                    .build();
        } catch (Problem refused) {
            return switch (refused.type()) {
                case NOTICE_CHANGED, NOTICE_WITHDRAWN ->
                    show(request, id, CONFLICT, Optional.empty(), Optional.of("history.changed"));
                case CAMPUS_GONE -> show(request, id, CONFLICT, Optional.empty(), Optional.of("history.campus-gone"));
                default -> throw refused;
            };
        }
    }

    private Response show(
            PageRequest request, UUID id, int status, Optional<Integer> before, Optional<String> refusal) {
        var history = versions.history(request.actor(), id, before);
        return pages.page(
                request,
                status,
                "history.jte",
                frame -> HistoryPage.of(frame, pages.dates(request.language()), history, refusal.map(frame::text)));
    }
}
