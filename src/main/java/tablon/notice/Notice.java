package tablon.notice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice as it is at one moment.
 *
 * @param description Markdown
 * @param campus its code
 * @param expires null for never
 * @param version 1, 2, 3 …: grows with each change
 */
@JsonPropertyOrder({"id", "titulo", "descripcion", "campus", "publicada", "actualizada", "caduca", "fijada", "estado"})
public record Notice(
        @JsonProperty("id") UUID id,
        @JsonProperty("titulo") String title,
        @JsonProperty("descripcion") String description,
        @JsonProperty("campus") String campus,
        @JsonProperty("publicada") Instant published,
        @JsonProperty("actualizada") Instant updated,
        @JsonProperty("caduca") @Nullable Instant expires,
        @JsonProperty("fijada") boolean pinned,
        @JsonProperty("estado") State state,
        @JsonIgnore int version) {

    /** To be raised when the JSON of notices changes its form, so that clients fetch it anew. */
    private static final int FORMAT = 1;

    /**
     * The strong entity tag of its JSON (RFC 9110, section 8.8.3). The time of the last change is in it because the
     * version does not grow when an older WAR changes the notice, and starts again when a deleted notice is created anew.
     */
    EntityTag tag() {
        return tag(state);
    }

    /** The tag that it has in another state. */
    EntityTag tag(State other) {
        return new EntityTag(
                version + "." + Long.toString(updated.toEpochMilli(), 36) + "." + other.jsonName() + "." + FORMAT);
    }
}
