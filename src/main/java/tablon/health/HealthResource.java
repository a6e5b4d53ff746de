package tablon.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.storage.Database;

/** Two questions: is the process alive, and can it serve requests now. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private static final Logger LOG = LoggerFactory.getLogger(HealthResource.class);

    private static final CacheControl NEVER_STORED = CacheControl.valueOf("no-store");

    private final Database database;
    private final boolean ephemeral;

    /** @param ephemeral whether the data is lost at the next restart, which readiness says */
    public HealthResource(Database database, boolean ephemeral) {
        this.database = database;
        this.ephemeral = ephemeral;
    }

    @GET
    @Path("live")
    public Response live() {
        return Response.ok(Map.of("status", "UP")).cacheControl(NEVER_STORED).build();
    }

    /** 200, or 503 where the database does not answer. */
    @GET
    @Path("ready")
    public Response ready() {
        var details = new LinkedHashMap<String, Object>();
        details.put("kind", database.dialect().name());
        details.put("persistence", ephemeral ? "ephemeral: lost at the next restart, set DATABASE_URL" : "durable");
        boolean up = answers();
        details.put("status", up ? "UP" : "DOWN");
        var body = new LinkedHashMap<String, Object>();
        body.put("status", up ? "UP" : "DOWN");
        body.put("checks", Map.of("database", details));
        return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(body)
                .cacheControl(NEVER_STORED)
                .build();
    }

    private boolean answers() {
        try {
            database.ping();
            return true;
        } catch (RuntimeException failed) {
            LOG.warn("The database does not answer", failed);
            return false;
        }
    }
}
