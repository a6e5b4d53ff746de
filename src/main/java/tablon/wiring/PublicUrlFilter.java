package tablon.wiring;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;
import java.util.Optional;

/** Makes links in answers begin with {@code PUBLIC_URL}, if it is set, instead of the address of the request. */
@PreMatching
final class PublicUrlFilter implements ContainerRequestFilter {
    private final Optional<URI> publicUrl;

    PublicUrlFilter(Optional<URI> publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        publicUrl.map(url -> URI.create(url + "/")).ifPresent(base -> {
            var address = request.getUriInfo();
            var path = address.getBaseUri().relativize(address.getRequestUri());
            request.setRequestUri(base, base.resolve(path));
        });
    }
}
