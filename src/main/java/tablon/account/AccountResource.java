package tablon.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.UUID;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Answer;
import tablon.json.EntityTags;
import tablon.json.Fields;
import tablon.json.Json;
import tablon.json.MergePatch;
import tablon.json.Uuids;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;

/** One account, for administrators and for the person. To all others it does not exist. */
@Path("api/accounts/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountResource {
    private final JournalStore journal;
    private final AccountStore accounts;
    private final CampusStore campuses;

    public AccountResource(JournalStore journal, AccountStore accounts, CampusStore campuses) {
        this.journal = journal;
        this.accounts = accounts;
        this.campuses = campuses;
    }

    @GET
    @Needs({Permission.ADMINISTER, Permission.OWN_ACCOUNT})
    public Response get(@PathParam("id") String path, @Context SecurityContext security) {
        var id = visible(path, Actor.of(security));
        var account = accounts.find(id).orElseThrow(() -> AccountStore.unknown(path));
        return Response.ok(account).tag(account.tag()).build();
    }

    @PATCH
    @Needs({Permission.ADMINISTER, Permission.OWN_ACCOUNT})
    @LargestBody(LargestBody.PERSON)
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Response patch(
            @PathParam("id") String path,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            byte[] body) {
        var actor = Actor.of(security);
        var id = visible(path, actor);
        var read = accounts.find(id).orElseThrow(() -> AccountStore.unknown(path));
        requireMatch(request, headers, read);
        var draft = patched(read, body, actor);
        var answer = journal.change(actor, Origin.API, change -> {
            var current = AccountStore.existing(change.handle(), id);
            requireMatch(request, headers, current);
            // with If-Match: *, the account may have changed since it was read
            var replaced =
                    AccountStore.replace(change, current, current.equals(read) ? draft : patched(current, body, actor));
            return Answer.ok(replaced, replaced.tag());
        });
        return answer.response();
    }

    @DELETE
    @Needs({Permission.ADMINISTER, Permission.OWN_ACCOUNT})
    public void delete(@PathParam("id") String path, @Context SecurityContext security) {
        var actor = Actor.of(security);
        var id = visible(path, actor);
        journal.change(actor, Origin.API, change -> {
            AccountStore.delete(change, id);
            return id;
        });
    }

    private static UUID visible(String path, Actor actor) {
        var id = Uuids.read(path).orElseThrow(() -> AccountStore.unknown(path));
        if (!actor.may(Permission.ADMINISTER) && !actor.account().equals(Optional.of(id))) {
            throw AccountStore.unknown(path);
        }
        return id;
    }

    private static void requireMatch(Request request, HttpHeaders headers, Account current) {
        if (headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
            throw Problem.of(ProblemType.IF_MATCH_REQUIRED);
        }
        if (request.evaluatePreconditions(current.tag()) != null) {
            throw Problem.of(ProblemType.ACCOUNT_CHANGED).with(HttpHeaders.ETAG, EntityTags.header(current.tag()));
        }
    }

    private AccountDraft patched(Account current, byte[] patch, Actor actor) {
        var patched = MergePatch.apply(Json.mapper().valueToTree(current), Json.read(patch));
        var draft = AccountDraft.read(new Fields(patched), current, campuses);
        if (draft.changesRightsOf(current) && !actor.may(Permission.ADMINISTER)) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
        return draft;
    }
}
