package tablon.campus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A campus of the board.
 *
 * @param code in the case in which it was created; codes that differ only in case are equal
 * @param shared whether its editors may change each other's notices
 */
@JsonPropertyOrder({"codigo", "nombre", "edicioncompartida"})
public record Campus(
        @JsonProperty("codigo") String code,
        @JsonProperty("nombre") String name,
        @JsonProperty("edicioncompartida") boolean shared) {
    public static final int MAX_CODE_LENGTH = 32;
    public static final int MAX_NAME_LENGTH = 200;

    /** For the journal: what differs from the same campus before. */
    String changesOf(Campus before) {
        var renamed = name.equals(before.name) ? "" : "nombre: " + before.name + " → " + name;
        var opened = shared == before.shared ? "" : "edicioncompartida: " + (shared ? "no → sí" : "sí → no");
        return renamed + (renamed.isEmpty() || opened.isEmpty() ? "" : "; ") + opened;
    }
}
