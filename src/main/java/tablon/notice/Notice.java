package tablon.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice as it stands at one moment.
 *
 * @param description Markdown
 * @param campus its code
 * @param expires when it stops to be visible; null for never
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
        @JsonProperty("estado") State state) {

    Notice in(State other) {
        return new Notice(id, title, description, campus, published, updated, expires, pinned, other);
    }
}
