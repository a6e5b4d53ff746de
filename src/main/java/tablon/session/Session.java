package tablon.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.UUID;

/**
 * A session of a signed-in person.
 *
 * @param seen when it was last used, to within 5 minutes
 * @param address the address of the client that signed in
 * @param browser its {@code User-Agent}
 */
@JsonPropertyOrder({"id", "inicio", "uso", "direccion", "navegador"})
public record Session(
        @JsonProperty("id") UUID id,
        @JsonProperty("inicio") Instant created,
        @JsonProperty("uso") Instant seen,
        @JsonProperty("direccion") String address,
        @JsonProperty("navegador") String browser) {}
