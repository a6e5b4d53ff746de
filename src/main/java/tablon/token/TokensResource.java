package tablon.token;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.route.LargestBody;

/** The tokens of the sender. Whoever holds the administrator's token has tokens without an account. */
@Path("api/tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private final JournalStore journal;
    private final TokenStore tokens;

    public TokensResource(JournalStore journal, TokenStore tokens) {
        this.journal = journal;
        this.tokens = tokens;
    }

    @GET
    @Needs({Permission.OWN_ACCOUNT, Permission.ADMINISTER})
    public List<Token> list(@Context SecurityContext security) {
        return tokens.of(Actor.of(security));
    }

    @POST
    @Needs({Permission.OWN_ACCOUNT, Permission.ADMINISTER})
    @LargestBody(4 * LargestBody.SMALL)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Context SecurityContext security, byte[] body) {
        var actor = Actor.of(security);
        var draft = TokenDraft.read(new Fields(Json.read(body)), actor, tokens.now());
        var created = journal.change(actor, Origin.API, change -> TokenStore.create(change, draft));
        return Response.created(UriBuilder.fromPath("api/tokens/{id}")
                        .build(created.token().id()))
                .entity(created)
                .build();
    }
}
