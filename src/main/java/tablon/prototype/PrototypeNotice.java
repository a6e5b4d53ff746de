package tablon.prototype;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.UUID;
import tablon.notice.Notice;

/** A notice in the JSON format of the prototype of 2019, which has exactly these four members. */
@JsonPropertyOrder({"id", "titulo", "descripcion", "campus"})
record PrototypeNotice(
        @JsonProperty("id") UUID id,
        @JsonProperty("titulo") String title,
        @JsonProperty("descripcion") String description,
        @JsonProperty("campus") String campus) {

    static PrototypeNotice of(Notice notice) {
        return new PrototypeNotice(notice.id(), notice.title(), notice.description(), notice.campus());
    }
}
