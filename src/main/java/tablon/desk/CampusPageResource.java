package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.ModeratorStore;
import tablon.campus.Campus;
import tablon.campus.CampusDraft;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;

/** The page with one campus. Its code may be in any case. */
@Path("campus/{code}")
@Produces(MediaType.TEXT_HTML)
public final class CampusPageResource {
    private static final String DELETE = "eliminar";

    private final Pages pages;
    private final JournalStore journal;
    private final CampusStore campuses;
    private final ModeratorStore moderators;

    public CampusPageResource(Pages pages, JournalStore journal, CampusStore campuses, ModeratorStore moderators) {
        this.pages = pages;
        this.journal = journal;
        this.campuses = campuses;
        this.moderators = moderators;
    }

    @GET
    @Needs(Permission.ADMINISTER)
    public Response get(@PathParam("code") String code, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var campus = existing(code);
        return show(request, 200, campus, values(request, campus));
    }

    /** Renames the campus and names its moderators, or deletes it. */
    @POST
    @Needs(Permission.ADMINISTER)
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("code") String code, @Context ContainerRequestContext context, byte[] body) {
        var request = pages.request(context);
        var campus = existing(code);
        var sent = Form.read(body);
        return sent.typed("accion").equals(DELETE) ? delete(request, campus) : save(request, campus, sent);
    }

    private Response save(PageRequest request, Campus campus, Form sent) {
        try {
            var fields = Fields.of(sent);
            fields.ignore("accion");
            boolean shared = fields.flag("edicioncompartida");
            var named = moderators.read(fields);
            var draft = CampusDraft.read(fields, campus.code()).withShared(shared);
            journal.change(request.actor(), Origin.PAGE, change -> {
                CampusStore.put(change, draft);
                return ModeratorStore.replace(change, campus.code(), named);
            });
            return Response.seeOther(request.address("campus", Done.SAVED)).build();
        } catch (Problem problem) {
            return show(request, 422, campus, FormState.ofFaulty(sent, problem, request.language()));
        }
    }

    private Response delete(PageRequest request, Campus campus) {
        if (campuses.remove(request.actor(), Origin.PAGE, campus.code()) == CampusStore.Removal.HAS_NOTICES) {
            var problem = Problem.of(ProblemType.CAMPUS_IN_USE, campus.name());
            var values = values(request, campus).form();
            return show(request, 409, campus, FormState.ofHindered(values, problem, request.language()));
        }
        return Response.seeOther(request.address("campus", Done.CAMPUS_DELETED)).build();
    }

    private Campus existing(String code) {
        return campuses.find(code).orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_CAMPUS, code));
    }

    private FormState values(PageRequest request, Campus campus) {
        var values = new HashMap<String, List<String>>();
        values.put("nombre", List.of(campus.name()));
        if (campus.shared()) {
            values.put("edicioncompartida", List.of("true"));
        }
        values.put(
                ModeratorStore.MEMBER,
                moderators.named(campus.code()).stream()
                        .map(moderator -> moderator.id().toString())
                        .toList());
        return FormState.of(new Form(values), request.language());
    }

    private Response show(PageRequest request, int status, Campus campus, FormState form) {
        return pages.page(
                request,
                status,
                "campus-page.jte",
                frame -> new CampusPage(
                        frame,
                        Head.ofForm(campus.name()),
                        List.of(campus),
                        moderators.candidates(campus.code()),
                        form));
    }
}
