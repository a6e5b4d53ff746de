package tablon.prototype;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.UUID;
import tablon.news.News;

/** A notice as the prototype of 2019 sent it: exactly these four members. */
@JsonPropertyOrder({"id", "titulo", "descripcion", "campus"})
record PrototypeNews(
        @JsonProperty("id") UUID id,
        @JsonProperty("titulo") String title,
        @JsonProperty("descripcion") String description,
        @JsonProperty("campus") String campus) {

    static PrototypeNews of(News news) {
        return new PrototypeNews(news.id(), news.title(), news.description(), news.campus());
    }
}
