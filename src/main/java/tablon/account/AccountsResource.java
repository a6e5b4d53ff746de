package tablon.account;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/** All accounts. New ones come from invitations, the set-up and people who sign up. */
@Path("api/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {
    private final AccountStore accounts;

    public AccountsResource(AccountStore accounts) {
        this.accounts = accounts;
    }

    @GET
    @Needs(Permission.ADMINISTER)
    public Response list(@Context UriInfo address) {
        var page = accounts.list(cursor(address.getQueryParameters()));
        return Response.ok(page.accounts())
                .links(page.next().map(next -> link(address, next)).stream().toArray(Link[]::new))
                .build();
    }

    private static Optional<AccountCursor> cursor(MultivaluedMap<String, String> sent) {
        if (sent.keySet().stream().anyMatch(name -> !name.equals(AccountCursor.PARAMETER))) {
            throw refused("", "fault.unknown-parameter", AccountCursor.PARAMETER);
        }
        var values = sent.getOrDefault(AccountCursor.PARAMETER, List.of());
        if (values.size() > 1) {
            throw refused(AccountCursor.PARAMETER, "fault.repeated");
        }
        return values.stream().findFirst().map(text -> AccountCursor.decode(text)
                .orElseThrow(() -> refused(AccountCursor.PARAMETER, "fault.invalid-cursor")));
    }

    private static Problem refused(String parameter, String fault, Object... arguments) {
        return Problem.parameters(List.of(Fault.ofParameter(parameter, Text.of(fault, arguments))));
    }

    private static Link link(UriInfo address, AccountCursor next) {
        var uri = address.getRequestUriBuilder()
                .replaceQueryParam(AccountCursor.PARAMETER, next.encode())
                .build();
        return Link.fromUri(uri).rel("next").build();
    }
}
