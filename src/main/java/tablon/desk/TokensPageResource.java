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
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.json.Rfc3339;
import tablon.json.Uuids;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;
import tablon.token.NewToken;
import tablon.token.TokenDraft;
import tablon.token.TokenStore;

/** The page of one's own tokens. The answer to the form shows the secret of a new one, so it is no redirection. */
@Path("fichas")
@Produces(MediaType.TEXT_HTML)
public final class TokensPageResource {
    /** In days. */
    private static final List<Integer> VALIDITIES = List.of(30, 90, 365);

    private static final int USUAL_VALIDITY = 90;

    private final Pages pages;
    private final JournalStore journal;
    private final TokenStore tokens;

    public TokensPageResource(Pages pages, JournalStore journal, TokenStore tokens) {
        this.pages = pages;
        this.journal = journal;
        this.tokens = tokens;
    }

    @GET
    @Needs(Permission.OWN_ACCOUNT)
    public Response get(@Context ContainerRequestContext context) {
        var request = pages.request(context);
        return show(request, 200, FormState.empty(request.language()), Optional.empty());
    }

    @POST
    @Needs(Permission.OWN_ACCOUNT)
    @LargestBody(4 * LargestBody.SMALL)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, byte[] body) {
        var request = pages.request(context);
        var sent = Form.read(body);
        return switch (sent.typed("accion")) {
            case "crear" -> create(request, sent);
            case "revocar" -> revoke(request, sent);
            default -> throw Problem.of(ProblemType.BAD_REQUEST);
        };
    }

    private Response create(PageRequest request, Form sent) {
        try {
            var fields = Fields.of(sent);
            fields.ignore("accion");
            var draft = TokenDraft.read(fields, request.actor(), tokens.now());
            var created = journal.change(request.actor(), Origin.PAGE, change -> TokenStore.create(change, draft));
            return show(request, 201, FormState.empty(request.language()), Optional.of(created));
        } catch (Problem problem) {
            return show(request, 422, FormState.ofFaulty(sent, problem, request.language()), Optional.empty());
        }
    }

    private Response revoke(PageRequest request, Form sent) {
        var id = Uuids.read(sent.typed("id")).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        journal.change(request.actor(), Origin.PAGE, change -> {
            TokenStore.revoke(change, id);
            return id;
        });
        return Response.seeOther(request.address("fichas", Done.TOKEN_REVOKED)).build();
    }

    private Response show(PageRequest request, int status, FormState form, Optional<NewToken> created) {
        return pages.page(
                request,
                status,
                "tokens.jte",
                frame -> new TokensPage(
                        frame,
                        Head.ofForm(frame.text("tokens.title")),
                        form,
                        TokenDraft.scopesOf(request.actor()),
                        expiries(request, frame, form),
                        tokens.of(request.actor()),
                        created,
                        pages.dates(request.language()),
                        tokens.now()));
    }

    /** Whole minutes, so that a choice is the same one when the page is shown again soon. */
    private List<TokensPage.Expiry> expiries(PageRequest request, Frame frame, FormState form) {
        var dates = pages.dates(request.language());
        var now = tokens.now().truncatedTo(ChronoUnit.MINUTES);
        return VALIDITIES.stream()
                .map(days -> {
                    var moment = now.plus(Duration.ofDays(days));
                    var value = Rfc3339.write(moment);
                    boolean selected = form.value("caduca").isEmpty()
                            ? days == USUAL_VALIDITY
                            : form.value("caduca").equals(value);
                    var text = frame.text("token.expiry." + days, dates.dateInYear(dates.day(moment)));
                    return new TokensPage.Expiry(value, text, selected);
                })
                .toList();
    }
}
