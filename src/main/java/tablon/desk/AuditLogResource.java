package tablon.desk;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import tablon.access.Actor;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.AccountStore;
import tablon.audit.AuditCursor;
import tablon.audit.AuditExport;
import tablon.audit.AuditQuery;
import tablon.audit.AuditStore;
import tablon.campus.CampusStore;
import tablon.page.Head;
import tablon.page.Pages;
import tablon.throttle.AttemptStore;
import tablon.throttle.FailedAttempts;

/** Who did what; and for administrators, the failed sign-ins of the last minutes. */
@Path("auditoria")
@Produces(MediaType.TEXT_HTML)
public final class AuditLogResource {
    private static final int MAX_FAILURES = 50;

    private final Pages pages;
    private final AuditStore audit;
    private final AccountStore accounts;
    private final CampusStore campuses;
    private final AttemptStore attempts;

    public AuditLogResource(
            Pages pages, AuditStore audit, AccountStore accounts, CampusStore campuses, AttemptStore attempts) {
        this.pages = pages;
        this.audit = audit;
        this.accounts = accounts;
        this.campuses = campuses;
        this.attempts = attempts;
    }

    @GET
    @Needs({Permission.MODERATE, Permission.ADMINISTER})
    public Response get(@Context ContainerRequestContext context) {
        var request = pages.request(context);
        var filters = filters(context);
        var found = audit.page(
                filters.query(), request.actor(), filters.cursor().orElse(AuditCursor.START), AuditQuery.DEFAULT_LIMIT);
        var failures = request.actor().may(Permission.ADMINISTER)
                ? attempts.recent(MAX_FAILURES, accounts::usernames)
                : List.<FailedAttempts>of();
        return pages.page(
                request,
                Response.Status.OK.getStatusCode(),
                "audit-log.jte",
                frame -> new AuditLogPage(
                        frame,
                        Head.ofForm(frame.text("audit.title")),
                        filters,
                        found,
                        audit.names(found.entries()),
                        failures,
                        pages.dates(request.language())));
    }

    /** The entries that the filters select, as a file. */
    @GET
    @Path("exportacion")
    @Needs({Permission.MODERATE, Permission.ADMINISTER})
    @Produces(AuditExport.MEDIA_TYPE)
    public Response export(@Context ContainerRequestContext context) {
        var actor = Actor.of(context.getSecurityContext());
        return Response.ok(new AuditExport(audit, filters(context).query(), actor), AuditExport.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, AuditExport.DISPOSITION)
                .build();
    }

    private AuditFilters filters(ContainerRequestContext context) {
        return AuditFilters.read(context.getUriInfo().getQueryParameters(), accounts, campuses, pages.zone());
    }
}
