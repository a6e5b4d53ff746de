package tablon.desk;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.access.Authorization;
import tablon.access.BodyLimit;
import tablon.json.Form;
import tablon.page.FormState;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.text.Text;

/** Asks people to sign in. A form that was sent without a valid session is kept in the page, so that no text is lost. */
public final class SignInForm implements Authorization.SignInPage {
    private static final int UNAUTHORIZED = 401;
    private static final int UNPROCESSABLE = 422;
    /** Passwords are not written into a page. */
    private static final String PASSWORDS = "clave";

    private final Pages pages;
    private final BodyLimit bodies;
    private final boolean signUp;

    /** @param signUp whether people may make an account by themselves */
    public SignInForm(Pages pages, BodyLimit bodies, boolean signUp) {
        this.pages = pages;
        this.bodies = bodies;
        this.signUp = signUp;
    }

    @Override
    public Response of(ContainerRequestContext request) throws IOException {
        var page = pages.request(request);
        var wanted =
                page.base().relativize(request.getUriInfo().getRequestUri()).toString();
        if (request.getMethod().equals(HttpMethod.GET)) {
            var next = URLEncoder.encode(wanted, StandardCharsets.UTF_8);
            return Response.seeOther(page.address("entrar?" + Next.PARAMETER + "=" + next))
                    .build();
        }
        if (!MediaType.valueOf(Form.MEDIA_TYPE).isCompatible(request.getMediaType())) {
            throw Problem.of(ProblemType.MISSING_CREDENTIAL);
        }
        bodies.filter(request);
        var kept = new LinkedHashMap<>(
                Form.read(request.getEntityStream().readAllBytes()).sent());
        kept.keySet().removeIf(name -> name.startsWith(PASSWORDS));
        return show(page, UNAUTHORIZED, new Form(Map.of()), wanted, kept, Optional.empty());
    }

    /** The empty form. */
    Response empty(PageRequest request, String next) {
        return show(request, Response.Status.OK.getStatusCode(), new Form(Map.of()), next, Map.of(), Optional.empty());
    }

    /** The form after a wrong name or password. */
    Response failed(PageRequest request, Form sent, Map<String, List<String>> kept) {
        return show(
                request,
                UNPROCESSABLE,
                sent,
                sent.typed(Next.PARAMETER),
                kept,
                Optional.of(Text.of("page.sign-in.failed")));
    }

    /** The form after too many attempts, or from too many people at once: it still has what the person wrote. */
    Response refused(PageRequest request, Form sent, Map<String, List<String>> kept, Problem refusal) {
        var page =
                show(request, refusal.status(), sent, sent.typed(Next.PARAMETER), kept, Optional.of(refusal.detail()));
        var answer = Response.fromResponse(page);
        refusal.headers().forEach(answer::header);
        return answer.build();
    }

    /** The page that sends the kept form to {@code next} again. */
    Response continued(PageRequest request, URI next, Map<String, List<String>> kept) {
        return pages.page(
                request,
                Response.Status.OK.getStatusCode(),
                "continue.jte",
                frame -> new ContinuePage(frame, Head.ofForm(frame.text("continue.title")), next.getRawPath(), kept));
    }

    private Response show(
            PageRequest request,
            int status,
            Form sent,
            String next,
            Map<String, List<String>> kept,
            Optional<Text> failure) {
        return pages.page(
                request,
                status,
                "sign-in.jte",
                frame -> new SignInPage(
                        frame,
                        Head.ofForm(frame.text("sign-in.title")),
                        FormState.of(sent, request.language()),
                        next,
                        kept,
                        failure.map(text -> text.in(request.language())),
                        signUp));
    }
}
