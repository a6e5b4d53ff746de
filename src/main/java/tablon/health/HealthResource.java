package tablon.health;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tablon.storage.Database;

/** Liveness and readiness. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    /** Paths that are exempt from admission control: they are answered under any load. */
    public static final Set<String> ALWAYS_ANSWERED = Set.of("/health/live", "/health/ready", "/status");

    private static final CacheControl NO_STORE = CacheControl.valueOf("no-store");

    private final Database database;
    private final boolean ephemeral;

    /** @param ephemeral whether the data is lost at the next restart; readiness reports it */
    public HealthResource(Database database, boolean ephemeral) {
        this.database = database;
        this.ephemeral = ephemeral;
    }

    @GET
    @PermitAll
    @Path("live")
    public Response live() {
        return Response.ok(Map.of("status", "UP")).cacheControl(NO_STORE).build();
    }

    /** 200 if the database can serve requests, else 503 with the reason. */
    @GET
    @PermitAll
    @Path("ready")
    public Response ready() {
        var details = new LinkedHashMap<String, Object>();
        details.put("kind", database.kind().name().toLowerCase(Locale.ROOT));
        details.put("persistence", ephemeral ? "ephemeral: lost at the next restart, set DATABASE_URL" : "durable");
        var reason = database.notReadyReason();
        boolean up = reason.isEmpty();
        details.put("status", up ? "UP" : "DOWN");
        reason.ifPresent(text -> details.put("reason", text));
        var body = new LinkedHashMap<String, Object>();
        body.put("status", up ? "UP" : "DOWN");
        body.put("checks", Map.of("database", details));
        return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(body)
                .cacheControl(NO_STORE)
                .build();
    }
}
