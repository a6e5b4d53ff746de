package tablon.desk;

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
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.AccountStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Form;
import tablon.page.FormState;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;
import tablon.session.SessionCookie;
import tablon.session.SignIn;

/** The page on which people delete their own account. Their notices stay, without the name. */
@Path("cuenta/eliminar")
@Produces(MediaType.TEXT_HTML)
public final class OwnDeletionResource {
    private final Pages pages;
    private final JournalStore journal;
    private final AccountStore accounts;
    private final SignIn signIn;
    private final SessionCookie cookie;

    public OwnDeletionResource(
            Pages pages, JournalStore journal, AccountStore accounts, SignIn signIn, SessionCookie cookie) {
        this.pages = pages;
        this.journal = journal;
        this.accounts = accounts;
        this.signIn = signIn;
        this.cookie = cookie;
    }

    @GET
    @Needs(Permission.OWN_ACCOUNT)
    public Response get(@Context ContainerRequestContext context) {
        var request = pages.request(context);
        return show(request, 200, FormState.empty(request.language()));
    }

    @POST
    @Needs(Permission.OWN_ACCOUNT)
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, @Context HttpServletRequest client, byte[] body) {
        var request = pages.request(context);
        var sent = Form.read(body);
        try {
            var account = accounts.of(request.actor());
            OwnAccountResource.requirePassword(signIn, account, sent.typed("clave"), client.getRemoteAddr());
            journal.change(request.actor(), Origin.PAGE, change -> {
                AccountStore.delete(change, account.id());
                return account;
            });
        } catch (Problem problem) {
            return problem.type() == ProblemType.LAST_ADMINISTRATOR
                    ? show(request, 409, FormState.ofHindered(sent, problem, request.language()))
                    : show(request, 422, FormState.ofFaulty(sent, problem, request.language()));
        }
        cookie.end(context);
        return Response.seeOther(request.address("")).build();
    }

    private Response show(PageRequest request, int status, FormState form) {
        var username = accounts.of(request.actor()).username();
        return pages.page(
                request,
                status,
                "own-deletion.jte",
                frame -> new OwnDeletionPage(frame, Head.ofForm(frame.text("account.delete.title")), form, username));
    }
}
