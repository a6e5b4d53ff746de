package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.campus.CampusDraft;
import tablon.campus.CampusStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.route.LargestBody;
import tablon.text.Text;

/** The page with all campuses. */
@Path("campus")
@Produces(MediaType.TEXT_HTML)
public final class CampusesPageResource {
    private final Pages pages;
    private final CampusStore campuses;

    public CampusesPageResource(Pages pages, CampusStore campuses) {
        this.pages = pages;
        this.campuses = campuses;
    }

    @GET
    @Needs(Permission.ADMINISTER)
    public Response get(@Context ContainerRequestContext context) {
        var request = pages.request(context);
        return show(request, 200, FormState.empty(request.language()));
    }

    /** Adds a campus. */
    @POST
    @Needs(Permission.ADMINISTER)
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, byte[] body) {
        var request = pages.request(context);
        var sent = Form.read(body);
        try {
            var fields = Fields.of(sent);
            var read = CampusDraft.read(fields, "codigo", "nombre");
            boolean shared = fields.flag("edicioncompartida");
            fields.check();
            var draft = read.orElseThrow().withShared(shared);
            if (campuses.add(request.actor(), Origin.PAGE, draft).isEmpty()) {
                throw exists();
            }
            return Response.seeOther(request.address("campus", Done.CAMPUS_ADDED))
                    .build();
        } catch (Problem problem) {
            return show(request, 422, FormState.ofFaulty(sent, problem, request.language()));
        }
    }

    private static Problem exists() {
        return Problem.invalid(List.of(Fault.at("/codigo", Text.of("fault.campus-exists"))));
    }

    private Response show(PageRequest request, int status, FormState form) {
        return pages.page(
                request,
                status,
                "campuses-page.jte",
                frame -> new CampusPage(
                        frame, Head.ofForm(frame.text("campuses.title")), campuses.all(), List.of(), form));
    }
}
