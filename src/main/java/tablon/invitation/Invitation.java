package tablon.invitation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tablon.access.Role;
import tablon.account.Grant;

/** An open invitation. */
@JsonPropertyOrder({"id", "rol", "campus", "caduca"})
public record Invitation(
        @JsonProperty("id") UUID id,
        @JsonProperty("rol") Role role,
        @JsonProperty("campus") List<String> campuses,
        @JsonProperty("caduca") Instant expires) {

    Invitation(UUID id, Grant grant, Instant expires) {
        this(id, grant.role(), grant.campuses(), expires);
    }
}
