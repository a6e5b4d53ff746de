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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.Account;
import tablon.account.AccountDraft;
import tablon.account.AccountStore;
import tablon.account.NewAccount;
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
import tablon.password.Passwords;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;
import tablon.session.SessionCookie;
import tablon.session.SessionStore;
import tablon.session.SignIn;
import tablon.text.Text;

/** The page of one's own account: name, password, sessions. */
@Path("cuenta")
@Produces(MediaType.TEXT_HTML)
public final class OwnAccountResource {
    private final Pages pages;
    private final JournalStore journal;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final SignIn signIn;
    private final SessionStore sessions;
    private final SessionCookie cookie;

    public OwnAccountResource(
            Pages pages,
            JournalStore journal,
            AccountStore accounts,
            Passwords passwords,
            SignIn signIn,
            SessionStore sessions,
            SessionCookie cookie) {
        this.pages = pages;
        this.journal = journal;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GET
    @Needs(Permission.OWN_ACCOUNT)
    public Response get(@Context ContainerRequestContext context) {
        var account = accounts.of(pages.request(context).actor());
        return show(context, 200, account, values(account), List.of());
    }

    @POST
    @Needs(Permission.OWN_ACCOUNT)
    @LargestBody(LargestBody.PERSON)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, @Context HttpServletRequest client, byte[] body) {
        var request = pages.request(context);
        var account = accounts.of(request.actor());
        var sent = Form.read(body);
        var done =
                switch (sent.typed("accion")) {
                    case "guardar" -> rename(request, account, sent);
                    case "clave" -> changePassword(context, client, account, sent);
                    case "cerrar" -> endSession(account, sent);
                    case "cerrar-otras" -> endOthers(context, account);
                    default -> throw Problem.of(ProblemType.BAD_REQUEST);
                };
        return done.faulty().isPresent()
                ? show(context, 422, account, done.values(), done.faulty().get().faults())
                : Response.seeOther(request.address("cuenta", done.what())).build();
    }

    private Outcome rename(PageRequest request, Account account, Form sent) {
        try {
            var fields = Fields.of(sent);
            fields.ignore("accion");
            var draft = AccountDraft.readOwn(fields, account);
            journal.change(request.actor(), Origin.PAGE, change -> {
                var current = AccountStore.existing(change.handle(), account.id());
                return AccountStore.replace(change, current, draft.withRightsOf(current));
            });
            return Outcome.of(Done.SAVED);
        } catch (Problem problem) {
            return Outcome.faulty(problem, sent);
        }
    }

    /** The new password is hashed before the transaction, which ends all sessions and starts a new one. */
    private Outcome changePassword(
            ContainerRequestContext context, HttpServletRequest client, Account account, Form sent) {
        var visitor = cookie.visitor(context, client);
        try {
            var fields = Fields.of(sent);
            fields.ignore("accion", "usuario");
            var current = fields.member("clave").map(typed -> typed.asText()).orElse("");
            if (current.isEmpty()) {
                fields.refuse("clave", Text.of("fault.required"));
            }
            var password = NewAccount.password(fields, "clavenueva", account.username());
            fields.check();
            requirePassword(signIn, account, current, visitor.address());
            var hash = passwords.hash(password);
            var secret = journal.change(pages.request(context).actor(), Origin.PAGE, change -> {
                AccountStore.setPassword(change, account.id(), hash);
                SessionStore.endAll(change.handle(), account.id());
                return sessions.start(change.handle(), account.id(), visitor);
            });
            cookie.begin(context, secret);
            return Outcome.of(Done.PASSWORD_CHANGED);
        } catch (Problem problem) {
            return Outcome.faulty(problem, values(account));
        }
    }

    /**
     * Checks that the person knows the password, because others may have found the browser open.
     *
     * @throws Problem 422 if it is wrong, 429 after too many wrong ones
     */
    static void requirePassword(SignIn signIn, Account account, String typed, String address) {
        if (!signIn.isPassword(account, typed, address)) {
            throw Problem.invalid(List.of(Fault.at("/clave", Text.of("fault.wrong-password"))));
        }
    }

    private Outcome endSession(Account account, Form sent) {
        Uuids.read(sent.typed("sesion")).ifPresent(id -> sessions.end(account.id(), id));
        return Outcome.of(Done.SESSION_ENDED);
    }

    private Outcome endOthers(ContainerRequestContext context, Account account) {
        cookie.secret(context).ifPresent(secret -> sessions.endOthers(account.id(), secret));
        return Outcome.of(Done.OTHERS_ENDED);
    }

    private static Form values(Account account) {
        return new Form(Map.of(
                "nombre", List.of(account.name()),
                "correo", Optional.ofNullable(account.email()).stream().toList()));
    }

    private Response show(
            ContainerRequestContext context, int status, Account account, Form values, List<Fault> faults) {
        var request = pages.request(context);
        var current = cookie.secret(context).flatMap(sessions::id);
        return pages.page(
                request,
                status,
                "own-account.jte",
                frame -> new OwnAccountPage(
                        frame,
                        Head.ofForm(frame.text("account.title")),
                        new FormState(values, faults, request.language()),
                        account,
                        sessions.of(account.id()),
                        current,
                        pages.dates(request.language())));
    }

    /**
     * What a form did.
     *
     * @param what ignored if it is faulty
     * @param values what the fields of the page show if it is faulty
     */
    private record Outcome(Done what, Optional<Problem> faulty, Form values) {

        static Outcome of(Done what) {
            return new Outcome(what, Optional.empty(), new Form(Map.of()));
        }

        static Outcome faulty(Problem problem, Form values) {
            if (problem.faults().isEmpty()) {
                throw problem;
            }
            return new Outcome(Done.SAVED, Optional.of(problem), values);
        }
    }
}
