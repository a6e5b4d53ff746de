package tablon.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A complete JSON answer, in a form that can be stored.
 *
 * @param headers a JSON object of header names and values
 */
public record Answer(int status, String headers, byte[] body) {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    /** An answer with {@code entity} written as JSON. */
    public static Answer of(int status, Object entity, Map<String, String> headers) {
        return new Answer(status, new String(Json.bytes(headers), StandardCharsets.UTF_8), Json.bytes(entity));
    }

    /** 200 with the current state of the resource. */
    public static Answer ok(Object entity, EntityTag tag) {
        return of(200, entity, Map.of(HttpHeaders.ETAG, EntityTags.header(tag)));
    }

    /** 201 with the created resource. */
    public static Answer created(Object entity, EntityTag tag, URI location) {
        return of(
                201,
                entity,
                Map.of(HttpHeaders.ETAG, EntityTags.header(tag), HttpHeaders.LOCATION, location.toString()));
    }

    public Response response() {
        var response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        try {
            Json.mapper().readValue(headers, HEADERS).forEach(response::header);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return response.build();
    }
}
