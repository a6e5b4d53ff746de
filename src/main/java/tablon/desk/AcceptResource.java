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
import java.util.stream.Collectors;
import tablon.account.Grant;
import tablon.account.NewAccount;
import tablon.invitation.Code;
import tablon.invitation.CodeStore;
import tablon.invitation.Enrolment;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.route.LargestBody;
import tablon.session.SessionCookie;

/** The page on which an invited person makes the account. Only the POST uses the invitation up. */
@Path("invitaciones/{code}")
@Produces(MediaType.TEXT_HTML)
@OneTimeLink
public final class AcceptResource {
    private final Pages pages;
    private final Enrolment enrolment;
    private final CodeStore codes;
    private final SessionCookie cookie;

    public AcceptResource(Pages pages, Enrolment enrolment, CodeStore codes, SessionCookie cookie) {
        this.pages = pages;
        this.enrolment = enrolment;
        this.codes = codes;
        this.cookie = cookie;
    }

    @GET
    @PermitAll
    public Response get(@PathParam("code") String code, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        return show(request, 200, grant(code), FormState.empty(request.language()));
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
        var request = pages.request(context);
        var grant = grant(code);
        var sent = Form.read(body);
        try {
            var person = NewAccount.read(Fields.of(sent));
            cookie.begin(context, enrolment.accept(code, person, cookie.visitor(context, client)));
            return Response.seeOther(request.address("", Done.WELCOME)).build();
        } catch (Problem problem) {
            return show(request, 422, grant, FormState.ofFaulty(sent, problem, request.language()));
        }
    }

    private Grant grant(String code) {
        return codes.require(Code.Kind.INVITATION, code).grant().orElseThrow();
    }

    private Response show(PageRequest request, int status, Grant grant, FormState form) {
        return pages.page(
                request,
                status,
                "enrolment.jte",
                frame -> new EnrolmentPage(
                        frame,
                        Head.ofForm(frame.text("invited.title")),
                        form,
                        lead(frame, grant),
                        frame.text("enrolment.button"),
                        false));
    }

    private static String lead(Frame frame, Grant grant) {
        var role = frame.text("role." + grant.role().jsonName());
        return grant.campuses().isEmpty()
                ? frame.text("invited.text", frame.boardName(), role)
                : frame.text(
                        "invited.text.campus",
                        frame.boardName(),
                        role,
                        grant.campuses().stream().map(frame::nameOf).collect(Collectors.joining(", ")));
    }
}
