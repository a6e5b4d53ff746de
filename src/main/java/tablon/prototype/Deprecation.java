package tablon.prototype;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import java.time.Instant;

/**
 * Tells clients that a route is deprecated (RFC 9745), and since when, and links to its successor (RFC 5829). There is
 * no {@code Sunset} (RFC 8594), because the routes stay.
 */
@Superseded
public final class Deprecation implements ContainerResponseFilter {
    private static final Instant SINCE = Instant.parse("2026-11-28T00:00:00Z");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var successor = request.getUriInfo().getBaseUriBuilder().path("api/news");
        response.getHeaders().add("Deprecation", "@" + SINCE.getEpochSecond());
        response.getHeaders()
                .add(
                        HttpHeaders.LINK,
                        Link.fromUriBuilder(successor).rel("successor-version").build());
    }
}
