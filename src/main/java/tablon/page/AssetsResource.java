package tablon.page;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** The files of the pages: style sheets and images, the same way on every host. */
@Path("{path: (?:css|images)/[a-z0-9-]+\\.(?:css|svg|png|ico)|favicon\\.ico}")
public final class AssetsResource {

    @GET
    public Response get(@PathParam("path") String path, @Context ServletContext context) throws IOException {
        try (var file = context.getResourceAsStream("/" + path)) {
            if (file == null) {
                throw new NotFoundException();
            }
            return Response.ok(file.readAllBytes(), context.getMimeType(path)).build();
        }
    }
}
