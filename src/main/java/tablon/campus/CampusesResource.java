package tablon.campus;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import tablon.route.Shared;

/** All campuses. */
@Path("api/campuses")
@Produces(MediaType.APPLICATION_JSON)
public final class CampusesResource {
    private final CampusStore campuses;

    public CampusesResource(CampusStore campuses) {
        this.campuses = campuses;
    }

    @GET
    @PermitAll
    @Shared
    public List<Campus> list() {
        return campuses.all();
    }
}
