package tablon.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.access.Permission;

/**
 * A personal access token, without its secret.
 *
 * @param name what its owner calls it
 * @param scopes what it allows, as far as the role of its owner does
 * @param expires from when it is refused
 * @param used when it was last used, to within 5 minutes; null if never
 */
@JsonPropertyOrder({"id", "nombre", "permisos", "caduca", "usada"})
public record Token(
        @JsonProperty("id") UUID id,
        @JsonProperty("nombre") String name,
        @JsonProperty("permisos") List<Permission> scopes,
        @JsonProperty("caduca") Instant expires,
        @JsonProperty("usada") @Nullable Instant used) {

    public boolean isExpired(Instant now) {
        return !expires.isAfter(now);
    }
}
