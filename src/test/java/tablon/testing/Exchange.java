package tablon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tablon.json.Json;

/** A request and its response. */
public record Exchange(String method, URI uri, HttpResponse<byte[]> response) {

    public int status() {
        return response.statusCode();
    }

    /** The header's values, separated by commas; empty if the header is absent. */
    public String header(String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.read(response.body());
    }

    /** The target of the link with this relation in the {@code Link} headers (RFC 8288). */
    public Optional<URI> link(String rel) {
        for (var link : response.headers().allValues("Link")) {
            for (var one : link.split(",\\s*(?=<)")) {
                if (one.contains("rel=\"" + rel + "\"")) {
                    return Optional.of(URI.create(one.substring(one.indexOf('<') + 1, one.indexOf('>'))));
                }
            }
        }
        return Optional.empty();
    }
}
