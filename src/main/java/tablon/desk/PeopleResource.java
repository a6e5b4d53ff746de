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
import java.util.Map;
import java.util.Optional;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.access.Role;
import tablon.account.AccountCursor;
import tablon.account.AccountStore;
import tablon.account.Grant;
import tablon.campus.CampusStore;
import tablon.invitation.CodeStore;
import tablon.invitation.Link;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.json.Uuids;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;

/** The page with all people and the open invitations. */
@Path("personas")
@Produces(MediaType.TEXT_HTML)
public final class PeopleResource {
    private static final String REVOKE = "anular";

    private final Pages pages;
    private final JournalStore journal;
    private final AccountStore accounts;
    private final CodeStore codes;
    private final CampusStore campuses;

    public PeopleResource(
            Pages pages, JournalStore journal, AccountStore accounts, CodeStore codes, CampusStore campuses) {
        this.pages = pages;
        this.journal = journal;
        this.accounts = accounts;
        this.codes = codes;
        this.campuses = campuses;
    }

    /** An invalid cursor shows the first page. */
    @GET
    @Needs(Permission.ADMINISTER)
    public Response get(@Context ContainerRequestContext context) {
        var request = pages.request(context);
        var cursor = Optional.ofNullable(
                        context.getUriInfo().getQueryParameters().getFirst("cursor"))
                .flatMap(AccountCursor::decode);
        return show(request, 200, cursor, newForm(request), Optional.empty());
    }

    /** Invites a person, or revokes an invitation. */
    @POST
    @Needs(Permission.ADMINISTER)
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, byte[] body) {
        var request = pages.request(context);
        var sent = Form.read(body);
        return sent.typed("accion").equals(REVOKE) ? revoke(request, sent) : invite(request, sent);
    }

    private Response invite(PageRequest request, Form sent) {
        Grant grant;
        try {
            var fields = Fields.of(sent);
            fields.ignore("accion");
            grant = Grant.read(fields, campuses);
            fields.check();
        } catch (Problem problem) {
            var form = FormState.ofFaulty(sent, problem, request.language());
            return show(request, 422, Optional.empty(), form, Optional.empty());
        }
        var issued = journal.change(request.actor(), Origin.PAGE, change -> codes.invite(change, grant));
        var link = Link.of(request.base(), Link.INVITATION, issued);
        return show(request, 200, Optional.empty(), newForm(request), Optional.of(link));
    }

    private Response revoke(PageRequest request, Form sent) {
        var id = Uuids.read(sent.typed("invitacion"))
                .orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_INVITATION, sent.typed("invitacion")));
        journal.change(request.actor(), Origin.PAGE, change -> {
            CodeStore.revoke(change, id);
            return id;
        });
        return Response.seeOther(request.address("personas", Done.INVITATION_REVOKED))
                .build();
    }

    private static FormState newForm(PageRequest request) {
        return FormState.of(new Form(Map.of("rol", List.of(Role.EDITOR.jsonName()))), request.language());
    }

    private Response show(
            PageRequest request, int status, Optional<AccountCursor> cursor, FormState form, Optional<Link> invited) {
        var people = accounts.list(cursor);
        return pages.page(
                request,
                status,
                "people.jte",
                frame -> new PeoplePage(
                        frame,
                        Head.ofForm(frame.text("people.title")),
                        people.accounts(),
                        people.next(),
                        codes.invitations(),
                        form,
                        invited,
                        pages.dates(request.language())));
    }
}
