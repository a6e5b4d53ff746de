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
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.json.Form;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.route.LargestBody;
import tablon.session.SessionCookie;
import tablon.session.SignIn;

/** The page for signing in. */
@Path("entrar")
@Produces(MediaType.TEXT_HTML)
public final class SignInResource {
    private final Pages pages;
    private final SignInForm form;
    private final SignIn signIn;
    private final SessionCookie cookie;

    public SignInResource(Pages pages, SignInForm form, SignIn signIn, SessionCookie cookie) {
        this.pages = pages;
        this.form = form;
        this.signIn = signIn;
        this.cookie = cookie;
    }

    @GET
    @PermitAll
    public Response get(@Context ContainerRequestContext context) {
        var next = context.getUriInfo().getQueryParameters().getFirst(Next.PARAMETER);
        return form.empty(pages.request(context), next == null ? "" : next);
    }

    @POST
    @PermitAll
    @LargestBody(LargestBody.NOTICE)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, @Context HttpServletRequest client, byte[] body) {
        var request = pages.request(context);
        var sent = Form.read(body);
        var kept = kept(sent);
        Optional<String> session;
        try {
            session = signIn.start(sent.typed("usuario"), sent.typed("clave"), cookie.visitor(context, client));
        } catch (Problem refusal) {
            if (kept.isEmpty()) {
                throw refusal;
            }
            return form.refused(request, sent, kept, refusal);
        }
        if (session.isEmpty()) {
            return form.failed(request, sent, kept);
        }
        cookie.begin(context, session.get());
        var next = Next.of(request.base(), sent.first(Next.PARAMETER));
        return next.isPresent() && !kept.isEmpty()
                ? form.continued(request, next.get(), kept)
                : Response.seeOther(next.orElse(usual(request))).build();
    }

    private static URI usual(PageRequest request) {
        return request.address("");
    }

    private static Map<String, List<String>> kept(Form sent) {
        var kept = new LinkedHashMap<String, List<String>>();
        sent.sent().forEach((name, values) -> {
            if (name.startsWith(SignInPage.KEPT)) {
                kept.put(name.substring(SignInPage.KEPT.length()), values);
            }
        });
        return kept;
    }
}
