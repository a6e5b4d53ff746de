package tablon.desk;

import jakarta.annotation.security.PermitAll;
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
import tablon.json.Form;
import tablon.page.Pages;
import tablon.session.SessionCookie;
import tablon.session.SessionStore;

/** Signing out. Only a POST does it, so that no link can. */
@Path("salir")
@Produces(MediaType.TEXT_HTML)
public final class SignOutResource {
    private final Pages pages;
    private final SessionStore sessions;
    private final SessionCookie cookie;

    public SignOutResource(Pages pages, SessionStore sessions, SessionCookie cookie) {
        this.pages = pages;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GET
    @Needs(Permission.OWN_ACCOUNT)
    public Response get(@Context ContainerRequestContext context) {
        return pages.page(
                pages.request(context),
                Response.Status.OK.getStatusCode(),
                "sign-out.jte",
                frame -> new DeskPage(frame, frame.text("sign-out.title")));
    }

    /** Also without a session: then there is nothing to end. */
    @POST
    @PermitAll
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context) {
        cookie.secret(context).ifPresent(sessions::end);
        cookie.end(context);
        return Response.seeOther(pages.request(context).address("")).build();
    }
}
