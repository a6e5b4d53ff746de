package tablon.desk;

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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.access.Role;
import tablon.account.Account;
import tablon.account.AccountDraft;
import tablon.account.AccountStore;
import tablon.campus.CampusStore;
import tablon.invitation.CodeStore;
import tablon.invitation.Link;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
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
import tablon.session.SessionStore;
import tablon.session.Visitor;

/** The page with one person. */
@Path("personas/{id}")
@Produces(MediaType.TEXT_HTML)
public final class PersonResource {
    private final Pages pages;
    private final JournalStore journal;
    private final AccountStore accounts;
    private final CodeStore codes;
    private final CampusStore campuses;
    private final SessionStore sessions;
    private final SessionCookie cookie;

    public PersonResource(
            Pages pages,
            JournalStore journal,
            AccountStore accounts,
            CodeStore codes,
            CampusStore campuses,
            SessionStore sessions,
            SessionCookie cookie) {
        this.pages = pages;
        this.journal = journal;
        this.accounts = accounts;
        this.codes = codes;
        this.campuses = campuses;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GET
    @Needs(Permission.ADMINISTER)
    public Response get(@PathParam("id") String id, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var account = accounts.existing(id);
        return show(request, 200, account, values(request, account), false, Optional.empty());
    }

    @POST
    @Needs(Permission.ADMINISTER)
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(
            @PathParam("id") String id,
            @Context ContainerRequestContext context,
            @Context HttpServletRequest client,
            byte[] body) {
        var request = pages.request(context);
        var account = accounts.existing(id);
        var sent = Form.read(body);
        return switch (sent.typed("accion")) {
            case "enlace" -> reset(request, account);
            case "salir" -> signOut(request, account);
            default -> change(context, client, account, sent);
        };
    }

    private Response reset(PageRequest request, Account account) {
        var issued = journal.change(request.actor(), Origin.PAGE, change -> codes.reset(change, account.id()));
        var link = Link.of(request.base(), Link.RESET, issued);
        return show(request, 200, account, values(request, account), false, Optional.of(link));
    }

    private Response signOut(PageRequest request, Account account) {
        sessions.endAll(account.id());
        return Response.seeOther(request.address("personas/" + account.id(), Done.SIGNED_OUT))
                .build();
    }

    private Response change(ContainerRequestContext context, HttpServletRequest client, Account account, Form sent) {
        var request = pages.request(context);
        try {
            var draft = draft(account, sent);
            var changed = change(request, cookie.visitor(context, client), account, sent.typed("version"), draft);
            if (changed.isEmpty()) {
                var fresh = accounts.existing(account.id().toString());
                return show(request, 409, fresh, values(request, fresh), true, Optional.empty());
            }
            changed.get().session().ifPresent(secret -> cookie.begin(context, secret));
            return Response.seeOther(after(request, account, draft)).build();
        } catch (Problem problem) {
            if (problem.type() == ProblemType.LAST_ADMINISTRATOR) {
                var form = FormState.ofHindered(values(request, account).form(), problem, request.language());
                return show(request, 409, account, form, false, Optional.empty());
            }
            var form = FormState.ofFaulty(sent, problem, request.language());
            return show(request, 422, account, form, false, Optional.empty());
        }
    }

    private AccountDraft draft(Account account, Form sent) {
        return switch (sent.typed("accion")) {
            case "desactivar" -> AccountDraft.of(account).withActive(false);
            case "activar" -> AccountDraft.of(account).withActive(true);
            default -> {
                var fields = Fields.of(sent);
                fields.ignore("accion", "version");
                yield AccountDraft.read(fields, account, campuses).withActive(account.active());
            }
        };
    }

    /** The result is empty if the account has another version by now. */
    private Optional<Changed> change(
            PageRequest request, Visitor visitor, Account account, String version, AccountDraft draft) {
        return journal.change(request.actor(), Origin.PAGE, change -> {
            var current = AccountStore.existing(change.handle(), account.id());
            if (!String.valueOf(current.version()).equals(version)) {
                return Optional.empty();
            }
            AccountStore.replace(change, current, draft);
            boolean ownRights = isOwn(request, account) && draft.changesRightsOf(current) && draft.active();
            return Optional.of(new Changed(
                    ownRights
                            ? Optional.of(sessions.start(change.handle(), account.id(), visitor))
                            : Optional.empty()));
        });
    }

    /** People who take their own rights away may not see the page again. */
    private static URI after(PageRequest request, Account account, AccountDraft draft) {
        boolean stays =
                !isOwn(request, account) || (draft.active() && draft.grant().role() == Role.ADMINISTRATOR);
        return request.address(stays ? "personas/" + account.id() : "", Done.SAVED);
    }

    private static boolean isOwn(PageRequest request, Account account) {
        return request.actor().account().equals(Optional.of(account.id()));
    }

    private static FormState values(PageRequest request, Account account) {
        var values = Map.of(
                "nombre", List.of(account.name()),
                "correo", List.of(Optional.ofNullable(account.email()).orElse("")),
                "rol", List.of(account.role().jsonName()),
                "campus", account.campuses());
        return FormState.of(new Form(values), request.language());
    }

    private Response show(
            PageRequest request, int status, Account account, FormState form, boolean changed, Optional<Link> reset) {
        return pages.page(
                request,
                status,
                "person.jte",
                frame -> new PersonPage(frame, Head.ofForm(account.name()), account, form, changed, reset));
    }

    /** @param session the secret of the new session of a person who changed the own rights */
    private record Changed(Optional<String> session) {}
}
