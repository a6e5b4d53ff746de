package tablon.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A finished answer in JSON.
 *
 * @param headers a JSON object of names and values
 */
public record Answer(int status, String headers, byte[] body) {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    public static Answer of(int status, Object entity, Map<String, String> headers) {
        return new Answer(status, new String(Json.bytes(headers), StandardCharsets.UTF_8), Json.bytes(entity));
    }

    /** 200 with what the resource is now, and its tag. */
    public static Answer now(Object entity) {
        return of(200, entity, Map.of(HttpHeaders.ETAG, EntityTags.header(entity)));
    }

    /** 201 with what was created, its tag and its address. */
    public static Answer created(Object entity, URI location) {
        return of(
                201,
                entity,
                Map.of(HttpHeaders.ETAG, EntityTags.header(entity), HttpHeaders.LOCATION, location.toString()));
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
