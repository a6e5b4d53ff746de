package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;

/** Redirects the address above all notices to the board, which lists them. */
@Path("noticias")
public final class NoticesPageResource {

    @GET
    @PermitAll
    public Response get(@Context UriInfo address) {
        var board = address.getBaseUriBuilder()
                .replaceQuery(address.getRequestUri().getRawQuery())
                .build();
        return Response.status(Status.PERMANENT_REDIRECT).location(board).build();
    }
}
