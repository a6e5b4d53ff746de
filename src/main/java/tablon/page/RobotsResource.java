package tablon.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What crawlers may read: the pages, and not the interfaces of programs. */
@Path("robots.txt")
public final class RobotsResource {

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String get() {
        return "User-agent: *\nDisallow: /api/\nDisallow: /metrics\n";
    }
}
