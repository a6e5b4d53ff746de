package tablon.health;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** The prototype's liveness check. */
@Path("status")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
    public static final Map<String, String> OK = Map.of("status", "OK");

    @GET
    @PermitAll
    public Map<String, String> get() {
        return OK;
    }
}
