package tablon.desk;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
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
import java.util.Optional;
import tablon.account.NewAccount;
import tablon.campus.CampusDraft;
import tablon.campus.CampusStore;
import tablon.invitation.Code;
import tablon.invitation.CodeStore;
import tablon.invitation.Enrolment;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.route.LargestBody;
import tablon.session.SessionCookie;

/** The page that makes the first administrator, and the first campus. Only the POST uses the code up. */
@Path("instalacion/{code}")
@Produces(MediaType.TEXT_HTML)
@OneTimeLink
public final class SetUpResource {
    private static final String CAMPUS_CODE = "campus.codigo";
    private static final String CAMPUS_NAME = "campus.nombre";

    private final Pages pages;
    private final Enrolment enrolment;
    private final CodeStore codes;
    private final CampusStore campuses;
    private final SessionCookie cookie;

    public SetUpResource(
            Pages pages, Enrolment enrolment, CodeStore codes, CampusStore campuses, SessionCookie cookie) {
        this.pages = pages;
        this.enrolment = enrolment;
        this.codes = codes;
        this.campuses = campuses;
        this.cookie = cookie;
    }

    @GET
    @PermitAll
    public Response get(@PathParam("code") String code, @Context ContainerRequestContext context) {
        codes.require(Code.Kind.SETUP, code);
        var request = pages.request(context);
        return show(request, 200, FormState.empty(request.language()));
    }

    @POST
    @PermitAll
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(
            @PathParam("code") String code,
            @Context ContainerRequestContext context,
            @Context HttpServletRequest client,
            byte[] body) {
        codes.require(Code.Kind.SETUP, code);
        var request = pages.request(context);
        var sent = Form.read(body);
        try {
            var fields = Fields.of(sent);
            var campus = campus(fields);
            var person = NewAccount.read(fields);
            cookie.begin(context, enrolment.setUp(code, person, campus, cookie.visitor(context, client)));
            return Response.seeOther(request.address("", Done.WELCOME)).build();
        } catch (Problem problem) {
            return show(request, 422, FormState.ofFaulty(sent, problem, request.language()));
        }
    }

    /** The first campus; empty if there is one, which somebody may have created since the page was shown. */
    private Optional<CampusDraft> campus(Fields fields) {
        if (asksForCampus()) {
            return CampusDraft.read(fields, CAMPUS_CODE, CAMPUS_NAME);
        }
        fields.ignore(CAMPUS_CODE, CAMPUS_NAME);
        return Optional.empty();
    }

    private boolean asksForCampus() {
        return campuses.all().isEmpty();
    }

    private Response show(PageRequest request, int status, FormState form) {
        return pages.page(
                request,
                status,
                "enrolment.jte",
                frame -> new EnrolmentPage(
                        frame,
                        Head.ofForm(frame.text("setup.title")),
                        form,
                        frame.text("setup.text"),
                        frame.text("setup.button"),
                        asksForCampus()));
    }
}
