package tablon.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Needs;
import tablon.config.Settings;
import tablon.problem.ProblemType;
import tablon.prototype.PrototypeResource;
import tablon.testing.OpenApiContract;
import tablon.text.Text;

class OpenApiTest {
    /** Routes for browsers only; they are not part of the API. */
    private static final Set<String> PAGES = Set.of(
            "GET /entrar",
            "POST /entrar",
            "GET /salir",
            "POST /salir",
            "GET /registro",
            "POST /registro",
            "GET /instalacion/{code}",
            "POST /instalacion/{code}",
            "GET /invitaciones/{code}",
            "POST /invitaciones/{code}",
            "GET /restablecer/{code}",
            "POST /restablecer/{code}",
            "GET /personas",
            "POST /personas",
            "GET /personas/{id}",
            "POST /personas/{id}",
            "GET /personas/{id}/eliminar",
            "POST /personas/{id}/eliminar",
            "GET /campus",
            "POST /campus",
            "GET /campus/{code}",
            "POST /campus/{code}",
            "GET /etiquetas",
            "GET /etiquetas/{name}",
            "POST /etiquetas/{name}",
            "GET /cuenta",
            "POST /cuenta",
            "GET /cuenta/eliminar",
            "POST /cuenta/eliminar",
            "GET /cuenta/datos",
            "GET /fichas",
            "POST /fichas",
            "GET /noticias/nueva",
            "POST /noticias/nueva",
            "GET /noticias/{id}/editar",
            "POST /noticias/{id}/editar",
            "GET /noticias/{id}/retirar",
            "POST /noticias/{id}/retirar",
            "GET /noticias/{id}/restaurar",
            "POST /noticias/{id}/restaurar",
            "POST /noticias/{id}/propuesta",
            "GET /noticias/{id}/historial",
            "POST /noticias/{id}/historial",
            "GET /papelera",
            "GET /mis-noticias",
            "GET /moderacion",
            "POST /moderacion",
            "PUT /borradores/{id}",
            "POST /borradores/{id}",
            "GET /auditoria",
            "GET /auditoria/exportacion",
            "GET /agenda",
            "GET /noticias",
            "GET /noticias/{id}",
            "GET /insertar",
            "GET /seguir",
            "GET /problems/{type}",
            "GET /feed.atom",
            "GET /feed.rss",
            "GET /feed.json",
            "GET /feed/concerto.json",
            "GET /sitemap.xml",
            "GET /calendario.ics",
            "GET /.well-known/security.txt",
            "GET /robots.txt",
            "GET /favicon.ico",
            "GET /css/{name}",
            "GET /js/{name}",
            "GET /images/{name}");

    @TempDir
    private Path folder;

    @Test
    void documentListsExactlyTheServedRoutes() {
        assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(served().keySet());
    }

    @Test
    void operationsRequireTheTokenWhereTheRoutesDo() {
        var closed = routes(served(), method -> method.isAnnotationPresent(Needs.class));

        assertThat(routes(documented(), OpenApiTest::requiresToken)).isEqualTo(closed);
    }

    @Test
    void routesOfThePrototypeAreDeprecated() {
        var prototype = routes(served(), method -> method.getDeclaringClass() == PrototypeResource.class);

        assertThat(routes(
                        documented(), operation -> operation.path("deprecated").asBoolean()))
                .isEqualTo(prototype);
    }

    @Test
    void everyBodyHasExamples() {
        assertThat(bodies())
                .allSatisfy((place, body) ->
                        assertThat(body.path("examples")).as(place).isNotEmpty());
    }

    @Test
    void examplesMatchTheirSchemas() {
        assertThat(bodies()).allSatisfy((place, body) -> body.path("examples").forEach(example -> {
            var value = OpenApiContract.resolved(example).path("value");
            assertThat(OpenApiContract.faults(body.path("schema"), value))
                    .as(place)
                    .isEmpty();
        }));
    }

    @Test
    void everyProblemTypeIsListed() {
        assertThat(listed("/components/schemas/Problem/properties/type/examples"))
                .extracting(type -> type.replaceAll(".*/", ""))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .toList());
    }

    @Test
    void everyFaultCodeIsListed() throws IOException {
        var messages = new Properties();
        try (var file = Text.class.getResourceAsStream("messages_en.properties")) {
            messages.load(file);
        }

        assertThat(listed("/components/schemas/Fault/properties/code/examples"))
                .containsExactlyInAnyOrderElementsOf(messages.stringPropertyNames().stream()
                        .filter(key -> key.startsWith("fault."))
                        .map(key -> key.substring("fault.".length()))
                        .toList());
    }

    /** Generators of typed clients make members with a default required. */
    @Test
    void membersHaveNoDefaults() {
        assertThat(OpenApiContract.description().at("/components/schemas").findParents("default"))
                .isEmpty();
    }

    private static List<String> listed(String pointer) {
        var texts = new ArrayList<String>();
        OpenApiContract.description().at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The methods by their routes. */
    private Map<String, Method> served() {
        var settings = Settings.of(Map.of("DATA_DIR", folder.toString(), "ADMIN_TOKEN", "x".repeat(20))::get);
        try (var board = Board.open(settings, Clock.systemUTC())) {
            var served = new TreeMap<String, Method>();
            for (var resource : board.resources()) {
                if (resource.getClass().isAnnotationPresent(jakarta.ws.rs.Path.class)) {
                    collect(Resource.from(resource.getClass()), "", served);
                }
            }
            served.keySet().removeAll(PAGES);
            return served;
        }
    }

    private static void collect(Resource resource, String parent, Map<String, Method> routes) {
        var path = (parent + "/" + (resource.getPath() == null ? "" : resource.getPath()))
                .replaceAll("/+", "/")
                .replaceAll(":[^}]*}", "}");
        resource.getResourceMethods()
                .forEach(method -> routes.put(
                        method.getHttpMethod() + " " + path,
                        method.getInvocable().getHandlingMethod()));
        resource.getChildResources().forEach(child -> collect(child, path, routes));
    }

    /** The operations by their routes. */
    private static Map<String, JsonNode> documented() {
        var operations = new TreeMap<String, JsonNode>();
        OpenApiContract.description().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(member -> {
                    if (!member.getKey().equals("parameters")) {
                        operations.put(
                                member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), member.getValue());
                    }
                }));
        return operations;
    }

    private static <T> Set<String> routes(Map<String, T> all, Predicate<T> condition) {
        return all.entrySet().stream()
                .filter(route -> condition.test(route.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether no alternative is without a token. The requirement of the document applies to operations without their own. */
    private static boolean requiresToken(JsonNode operation) {
        var alternatives = (operation.has("security") ? operation : OpenApiContract.description()).path("security");
        boolean optional = false;
        for (var alternative : alternatives) {
            optional |= alternative.isEmpty();
        }
        return !alternatives.isEmpty() && !optional;
    }

    /** The descriptions of all bodies of requests and answers, by places such as {@code GET /api/news 200 application/json}. */
    private static Map<String, JsonNode> bodies() {
        var bodies = new TreeMap<String, JsonNode>();
        documented().forEach((route, operation) -> {
            put(bodies, route, operation.path("requestBody"));
            operation
                    .path("responses")
                    .properties()
                    .forEach(answer ->
                            put(bodies, route + " " + answer.getKey(), OpenApiContract.resolved(answer.getValue())));
        });
        return bodies;
    }

    private static void put(Map<String, JsonNode> bodies, String place, JsonNode message) {
        message.path("content").properties().forEach(type -> bodies.put(place + " " + type.getKey(), type.getValue()));
    }
}
