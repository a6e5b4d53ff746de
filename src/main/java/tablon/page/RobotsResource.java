package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import tablon.route.Shared;

/** Tells crawlers (RFC 9309) to index the pages and not the API, and names the sitemap. */
@Path("robots.txt")
public final class RobotsResource {

    @GET
    @PermitAll
    @Shared
    @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
    public String get(@Context UriInfo address) {
        return """
                User-agent: *
                Disallow: %1$sapi/
                Disallow: %1$snews
                Disallow: %1$smetrics

                Sitemap: %2$ssitemap.xml
                """.formatted(address.getBaseUri().getRawPath(), address.getBaseUri());
    }
}
