package tablon.notice;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Answer;

/** The withdrawal of a notice. Deleting it restores the notice. */
@Path("api/news/{id}/withdrawal")
@Produces(MediaType.APPLICATION_JSON)
public final class WithdrawalResource {
    private final JournalStore journal;
    private final NoticeStore store;

    public WithdrawalResource(JournalStore journal, NoticeStore store) {
        this.journal = journal;
        this.store = store;
    }

    @DELETE
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public Response delete(@PathParam("id") String path, @Context UriInfo address, @Context SecurityContext security) {
        var id = NoticeId.require(path);
        var actor = Actor.of(security);
        var answer = journal.change(actor, Origin.API, change -> {
            var restored = store.restore(change, store.withdrawn(change.handle(), actor, id));
            return Answer.ok(LinkedNotice.of(address, restored), restored.tag());
        });
        return answer.response();
    }
}
