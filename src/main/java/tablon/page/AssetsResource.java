package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import tablon.route.Shared;

/** Serves the style sheets, scripts and images of the pages, and no other file of the WAR. */
@Path("")
public final class AssetsResource {
    private static final Pattern PATH =
            Pattern.compile("css/[a-z0-9-]+\\.css|js/[a-z0-9-]+\\.js|images/[a-z0-9-]+\\.(?:svg|png)|favicon\\.ico");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/vnd.microsoft.icon");

    @GET
    @PermitAll
    @Shared
    @Path("css/{name}")
    public Response style(@PathParam("name") String name, @Context ServletContext files) throws IOException {
        return answer("css/" + name, files);
    }

    @GET
    @PermitAll
    @Shared
    @Path("js/{name}")
    public Response script(@PathParam("name") String name, @Context ServletContext files) throws IOException {
        return answer("js/" + name, files);
    }

    @GET
    @PermitAll
    @Shared
    @Path("images/{name}")
    public Response image(@PathParam("name") String name, @Context ServletContext files) throws IOException {
        return answer("images/" + name, files);
    }

    @GET
    @PermitAll
    @Shared
    @Path("favicon.ico")
    public Response icon(@Context ServletContext files) throws IOException {
        return answer("favicon.ico", files);
    }

    private static Response answer(String path, ServletContext files) throws IOException {
        if (!PATH.matcher(path).matches()) {
            throw new NotFoundException();
        }
        try (var file = files.getResourceAsStream("/" + path)) {
            if (file == null) {
                throw new NotFoundException();
            }
            var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            return Response.ok(file.readAllBytes(), type).build();
        }
    }
}
