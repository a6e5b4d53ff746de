package tablon.page;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;

/** The files of the pages: style sheets and images, the same way on every host, and no other file of the WAR. */
@Path("{path: (?:css|images)/[a-z0-9-]+\\.(?:css|svg|png)|favicon\\.ico}")
public final class AssetsResource {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/vnd.microsoft.icon");

    @GET
    public Response get(@PathParam("path") String path, @Context ServletContext context) throws IOException {
        try (var file = context.getResourceAsStream("/" + path)) {
            if (file == null) {
                throw new NotFoundException();
            }
            return Response.ok(file.readAllBytes(), TYPES.get(path.substring(path.lastIndexOf('.') + 1)))
                    .build();
        }
    }
}
