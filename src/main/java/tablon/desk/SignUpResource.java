package tablon.desk;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
import tablon.problem.ProblemType;
import tablon.route.LargestBody;
import tablon.session.SessionCookie;
import tablon.throttle.RateLimits;

/** The page on which people make an account by themselves. It exists only with {@code SIGNUP=open}. */
@Path("registro")
@Produces(MediaType.TEXT_HTML)
public final class SignUpResource {
    private final Pages pages;
    private final Enrolment enrolment;
    private final SessionCookie cookie;
    private final RateLimits limits;
    private final boolean open;

    public SignUpResource(Pages pages, Enrolment enrolment, SessionCookie cookie, RateLimits limits, boolean open) {
        this.pages = pages;
        this.enrolment = enrolment;
        this.cookie = cookie;
        this.limits = limits;
        this.open = open;
    }

    @GET
    @PermitAll
    public Response get(@Context ContainerRequestContext context) {
        requireOpen();
        var request = pages.request(context);
        return show(request, 200, FormState.empty(request.language()));
    }

    @POST
    @PermitAll
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, @Context HttpServletRequest client, byte[] body) {
        requireOpen();
        var request = pages.request(context);
        var sent = Form.read(body);
        try {
            var person = NewAccount.read(Fields.of(sent));
            limits.take(RateLimits.Limit.SIGN_UPS, client.getRemoteAddr());
            cookie.begin(context, enrolment.signUp(person, cookie.visitor(context, client)));
            return Response.seeOther(request.address("", Done.WELCOME)).build();
        } catch (Problem problem) {
            return show(request, 422, FormState.ofFaulty(sent, problem, request.language()));
        }
    }

    private void requireOpen() {
        if (!open) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
    }

    private Response show(PageRequest request, int status, FormState form) {
        return pages.page(
                request,
                status,
                "enrolment.jte",
                frame -> new EnrolmentPage(
                        frame,
                        Head.ofForm(frame.text("sign-up.title")),
                        form,
                        frame.text("sign-up.text", frame.boardName()),
                        frame.text("enrolment.button"),
                        false));
    }
}
