package tablon.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.config.Settings;
import tablon.testing.OpenApiContract;

class OpenApiTest {
    /** Routes for browsers only; they are not part of the API. */
    private static final Set<String> PAGES = Set.of(
            "GET /noticias",
            "GET /noticias/{id}",
            "GET /sitemap.xml",
            "GET /.well-known/security.txt",
            "GET /robots.txt",
            "GET /favicon.ico",
            "GET /css/{name}",
            "GET /images/{name}");

    @Test
    void documentListsExactlyTheServedRoutes(@TempDir Path folder) {
        try (var board = Board.open(
                Settings.of(Map.of("DATA_DIR", folder.toString(), "ADMIN_TOKEN", "x".repeat(20))::get),
                Clock.systemUTC())) {
            var served = new TreeSet<String>();
            for (var resource : board.resources()) {
                if (resource.getClass().isAnnotationPresent(jakarta.ws.rs.Path.class)) {
                    collect(Resource.from(resource.getClass()), "", served);
                }
            }
            served.removeAll(PAGES);

            assertThat(documented()).containsExactlyInAnyOrderElementsOf(served);
        }
    }

    private static void collect(Resource resource, String parent, Set<String> routes) {
        var path = (parent + "/" + (resource.getPath() == null ? "" : resource.getPath())).replaceAll("/+", "/");
        resource.getResourceMethods().forEach(method -> routes.add(method.getHttpMethod() + " " + path));
        resource.getChildResources().forEach(child -> collect(child, path, routes));
    }

    private static Set<String> documented() {
        var routes = new TreeSet<String>();
        OpenApiContract.description().path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(name -> {
                    if (!name.equals("parameters")) {
                        routes.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return routes;
    }
}
