package tablon.wiring;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;
import java.util.Optional;

/** Makes the addresses that we write begin as the operator says, whatever the request was sent to. */
@PreMatching
final class PublicAddress implements ContainerRequestFilter {
    private final Optional<URI> publicUrl;

    PublicAddress(Optional<URI> publicUrl) {
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
