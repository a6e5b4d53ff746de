package tablon.desk;

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
import java.util.Map;
import java.util.Optional;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.Account;
import tablon.account.AccountStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Form;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** The page that asks before an account is deleted. */
@Path("personas/{id}/eliminar")
@Produces(MediaType.TEXT_HTML)
public final class PersonDeletionResource {
    private final Pages pages;
    private final JournalStore journal;
    private final AccountStore accounts;

    public PersonDeletionResource(Pages pages, JournalStore journal, AccountStore accounts) {
        this.pages = pages;
        this.journal = journal;
        this.accounts = accounts;
    }

    @GET
    @Needs(Permission.ADMINISTER)
    public Response get(@PathParam("id") String id, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        return show(request, 200, accounts.existing(id), FormState.empty(request.language()));
    }

    @POST
    @Needs(Permission.ADMINISTER)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("id") String id, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var account = accounts.existing(id);
        try {
            journal.change(request.actor(), Origin.PAGE, change -> {
                AccountStore.delete(change, account.id());
                return account;
            });
        } catch (Problem problem) {
            if (problem.type() != ProblemType.LAST_ADMINISTRATOR) {
                throw problem;
            }
            var form = FormState.ofHindered(new Form(Map.of()), problem, request.language());
            return show(request, 409, account, form);
        }
        boolean own = request.actor().account().equals(Optional.of(account.id()));
        return Response.seeOther(request.address(own ? "" : "personas", Done.ACCOUNT_DELETED))
                .build();
    }

    private Response show(PageRequest request, int status, Account account, FormState form) {
        return pages.page(
                request,
                status,
                "person-deletion.jte",
                frame -> new PersonPage(
                        frame,
                        Head.ofForm(frame.text("person.delete.title", account.name())),
                        account,
                        form,
                        false,
                        Optional.empty()));
    }
}
