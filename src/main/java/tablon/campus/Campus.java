package tablon.campus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A campus that has news.
 *
 * @param code as it was created; two codes that differ only in case are the same campus
 */
@JsonPropertyOrder({"codigo", "nombre"})
public record Campus(
        @JsonProperty("codigo") String code,
        @JsonProperty("nombre") String name) {
    public static final int LONGEST_CODE = 32;
    public static final int LONGEST_NAME = 200;
}
