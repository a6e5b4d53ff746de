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
import tablon.account.Account;
import tablon.account.NewAccount;
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

/** The page on which a person who forgot the password chooses a new one. Only the POST uses the code up. */
@Path("restablecer/{code}")
@Produces(MediaType.TEXT_HTML)
@OneTimeLink
public final class NewPasswordResource {
    /** A password of 200 characters, each of them percent-encoded. */
    private static final int LARGEST_BODY = 4 * LargestBody.SMALL;

    private final Pages pages;
    private final Enrolment enrolment;
    private final SessionCookie cookie;

    public NewPasswordResource(Pages pages, Enrolment enrolment, SessionCookie cookie) {
        this.pages = pages;
        this.enrolment = enrolment;
        this.cookie = cookie;
    }

    @GET
    @PermitAll
    public Response get(@PathParam("code") String code, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        return show(request, 200, enrolment.resetting(code), FormState.empty(request.language()));
    }

    @POST
    @PermitAll
    @LargestBody(LARGEST_BODY)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(
            @PathParam("code") String code,
            @Context ContainerRequestContext context,
            @Context HttpServletRequest client,
            byte[] body) {
        var request = pages.request(context);
        var account = enrolment.resetting(code);
        var sent = Form.read(body);
        try {
            var fields = Fields.of(sent);
            fields.ignore("usuario");
            var password = NewAccount.password(fields, account.username());
            fields.check();
            cookie.begin(context, enrolment.reset(code, account, password, cookie.visitor(context, client)));
            return Response.seeOther(request.address("", Done.PASSWORD_SET)).build();
        } catch (Problem problem) {
            return show(request, 422, account, FormState.ofFaulty(sent, problem, request.language()));
        }
    }

    private Response show(PageRequest request, int status, Account account, FormState form) {
        return pages.page(
                request,
                status,
                "new-password.jte",
                frame -> new NewPasswordPage(
                        frame, Head.ofForm(frame.text("new-password.title")), form, account.username()));
    }
}
