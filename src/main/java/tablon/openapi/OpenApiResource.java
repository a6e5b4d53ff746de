package tablon.openapi;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import tablon.route.Shared;

/** Serves the OpenAPI 3.1 description of the API. */
@Path("api/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

    @GET
    @PermitAll
    @Shared
    public byte[] get() {
        try (var document = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            if (document == null) {
                throw new IllegalStateException("openapi.json is missing from the application");
            }
            return document.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
