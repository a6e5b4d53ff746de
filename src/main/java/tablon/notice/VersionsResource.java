package tablon.notice;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.difference.Difference;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Answer;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/** The versions of a notice. */
@Path("api/news/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
public final class VersionsResource {
    private static final String CURSOR = "cursor";

    private final JournalStore journal;
    private final NoticeStore notices;
    private final VersionStore versions;

    public VersionsResource(JournalStore journal, NoticeStore notices, VersionStore versions) {
        this.journal = journal;
        this.notices = notices;
        this.versions = versions;
    }

    @GET
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public Response list(@PathParam("id") String path, @Context UriInfo address, @Context SecurityContext security) {
        var before = cursor(address.getQueryParameters());
        var history = versions.history(Actor.of(security), NoticeId.require(path), before);
        var budget = new Difference.Budget();
        var entries = history.versions().stream()
                .map(version -> VersionEntry.of(version, budget))
                .toList();
        return Response.ok(entries)
                .links(history.next().map(next -> link(address, next)).stream().toArray(Link[]::new))
                .build();
    }

    @GET
    @Path("{version}")
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public LinkedNotice get(
            @PathParam("id") String path,
            @PathParam("version") String number,
            @Context UriInfo address,
            @Context SecurityContext security) {
        return LinkedNotice.of(address, versions.version(Actor.of(security), NoticeId.require(path), number));
    }

    /** Stores the content of a version as a new one. The request may have an {@code If-Match}. */
    @POST
    @Path("{version}/restoration")
    @Needs({Permission.PUBLISH, Permission.MODERATE})
    public Response restore(
            @PathParam("id") String path,
            @PathParam("version") String number,
            @Context UriInfo address,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        var id = NoticeId.require(path);
        var actor = Actor.of(security);
        var answer = journal.change(actor, Origin.API, change -> {
            var current = notices.editable(change.handle(), actor, id);
            var former = versions.version(change.handle(), current, number);
            new Precondition(request, headers).requireMatchIfGiven(current);
            var restored = versions.restore(change, current, former);
            return Answer.ok(LinkedNotice.of(address, restored), restored.tag());
        });
        return answer.response();
    }

    private static Optional<Integer> cursor(MultivaluedMap<String, String> sent) {
        if (sent.keySet().stream().anyMatch(name -> !name.equals(CURSOR))) {
            throw refused("", "fault.unknown-parameter", CURSOR);
        }
        var values = sent.getOrDefault(CURSOR, List.of());
        if (values.size() > 1) {
            throw refused(CURSOR, "fault.repeated");
        }
        return values.stream().findFirst().map(text -> VersionStore.number(text)
                .orElseThrow(() -> refused(CURSOR, "fault.invalid-cursor")));
    }

    private static Problem refused(String parameter, String fault, Object... arguments) {
        return Problem.parameters(List.of(Fault.ofParameter(parameter, Text.of(fault, arguments))));
    }

    private static Link link(UriInfo address, int next) {
        var uri = address.getRequestUriBuilder().replaceQueryParam(CURSOR, next).build();
        return Link.fromUri(uri).rel("next").build();
    }
}
