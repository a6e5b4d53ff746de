package tablon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tablon.json.Json;
import tablon.openapi.OpenApiResource;

/** Validates the exchanges of the tests against the OpenAPI description: statuses, media types and schemas. */
public final class OpenApiContract {
    private static final JsonNode DESCRIPTION = read();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /** Enough of an export to find faults. */
    private static final int MAX_LINES = 100;

    private OpenApiContract() {}

    public static JsonNode description() {
        return DESCRIPTION;
    }

    /** Where and how {@code value} violates {@code schema}. */
    public static Set<ValidationMessage> faults(JsonNode schema, JsonNode value) {
        var document = Json.mapper().createObjectNode();
        document.set("components", DESCRIPTION.path("components"));
        document.putArray("allOf").add(schema.deepCopy());
        return SCHEMAS.getSchema(document, CONFIG).validate(value);
    }

    /** The component that {@code node} refers to; {@code node} itself if it is not a reference. */
    public static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DESCRIPTION.at(node.path("$ref").asText().substring(1)) : node;
    }

    static void check(Exchange exchange) {
        operation(exchange).ifPresent(operation -> {
            var response = resolved(operation.path("responses").path(String.valueOf(exchange.status())));
            assertThat(response.isMissingNode())
                    .as("%s %s: status %d is described", exchange.method(), exchange.uri(), exchange.status())
                    .isFalse();
            checkBody(exchange, response.path("content"));
        });
    }

    private static void checkBody(Exchange exchange, JsonNode content) {
        var type = exchange.header("Content-Type").replaceAll("\\s*;.*", "");
        if (exchange.response().body().length == 0 || isErrorPage(exchange, type)) {
            return;
        }
        assertThat(content.has(type))
                .as("%s %s: media type %s is described", exchange.method(), exchange.uri(), type)
                .isTrue();
        if (type.equals("application/x-ndjson")) {
            exchange.text().lines().limit(MAX_LINES).forEach(line -> assertThat(
                            faults(content.path(type).path("schema"), Json.read(line.getBytes(StandardCharsets.UTF_8))))
                    .as(line)
                    .isEmpty());
        } else if (type.endsWith("json") && !exchange.header("Content-Encoding").equals("gzip")) {
            assertThat(faults(content.path(type).path("schema"), exchange.json()))
                    .as("%s %s: %s", exchange.method(), exchange.uri(), exchange.text())
                    .isEmpty();
        }
    }

    /** A client that prefers HTML gets errors as pages, which the introduction of the description says once. */
    private static boolean isErrorPage(Exchange exchange, String type) {
        var accept = exchange.response().request().headers().firstValue("Accept");
        return exchange.status() >= 400
                && type.equals("text/html")
                && accept.orElse("").contains("html");
    }

    /** The described operation of this path and method; empty if the path is not part of the API. */
    private static Optional<JsonNode> operation(Exchange exchange) {
        for (var path : DESCRIPTION.path("paths").properties()) {
            var template = Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+"));
            var operation = path.getValue().get(exchange.method().toLowerCase(Locale.ROOT));
            if (operation != null
                    && template.matcher(exchange.uri().getRawPath()).matches()) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private static JsonNode read() {
        try (var document = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            return Json.read(Objects.requireNonNull(document).readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
