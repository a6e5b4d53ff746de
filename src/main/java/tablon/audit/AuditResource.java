package tablon.audit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Optional;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.campus.CampusStore;

/** The audit log. Nothing changes or deletes its entries. */
@Path("api/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private final AuditStore store;
    private final CampusStore campuses;

    public AuditResource(AuditStore store, CampusStore campuses) {
        this.store = store;
        this.campuses = campuses;
    }

    @GET
    @Needs({Permission.MODERATE, Permission.ADMINISTER})
    public Response list(@Context UriInfo address, @Context SecurityContext security) {
        var request = AuditParameters.read(address.getQueryParameters(), campuses);
        var page = store.page(request.query(), Actor.of(security), request.cursor(), request.limit());
        var links = new ArrayList<Link>();
        links.add(link(address, "first", Optional.empty()));
        page.next().ifPresent(next -> links.add(link(address, "next", Optional.of(next))));
        return Response.ok(page.entries()).links(links.toArray(Link[]::new)).build();
    }

    /** All entries that the filters select; {@code cursor} and {@code limit} are for the list. */
    @GET
    @Needs({Permission.MODERATE, Permission.ADMINISTER})
    @Produces(AuditExport.MEDIA_TYPE + ";qs=0.5")
    public Response export(@Context UriInfo address, @Context SecurityContext security) {
        var request = AuditParameters.readFilters(address.getQueryParameters(), campuses);
        return Response.ok(new AuditExport(store, request, Actor.of(security)), AuditExport.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, AuditExport.DISPOSITION)
                .build();
    }

    private static Link link(UriInfo address, String rel, Optional<AuditCursor> cursor) {
        var uri = address.getRequestUriBuilder()
                .replaceQueryParam(
                        "cursor", cursor.map(AuditCursor::encode).stream().toArray())
                .build();
        return Link.fromUri(uri).rel(rel).build();
    }
}
