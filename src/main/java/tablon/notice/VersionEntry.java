package tablon.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tablon.difference.Difference;
import tablon.json.Json;
import tablon.notice.VersionStore.Made;
import tablon.notice.VersionStore.Version;

/**
 * A version of a notice in the list of the API.
 *
 * @param who null if the journal does not say so, or the account was deleted
 * @param act null if the journal does not say so
 * @param changes the members that differ from the version before: a text in parts, another member with both values
 */
@JsonPropertyOrder({"version", "momento", "quien", "acto", "cambios"})
record VersionEntry(
        @JsonProperty("version") int version,
        @JsonProperty("momento") Instant moment,
        @JsonProperty("quien") @Nullable String who,
        @JsonProperty("acto") @Nullable String act,
        @JsonProperty("cambios") List<JsonNode> changes) {

    static VersionEntry of(Version version, Difference.Budget budget) {
        var notice = version.notice();
        return new VersionEntry(
                notice.version(),
                notice.updated(),
                version.made().map(VersionEntry::who).orElse(null),
                version.made().map(Made::act).orElse(null),
                version.former().map(former -> changes(former, notice, budget)).orElse(List.of()));
    }

    private static @Nullable String who(Made made) {
        return switch (made.actor()) {
            case "administrator" -> "administrador";
            case "board" -> "tablon";
            default -> made.name().orElse(null);
        };
    }

    private static List<JsonNode> changes(Notice from, Notice to, Difference.Budget budget) {
        var changes = new ArrayList<JsonNode>();
        addText(changes, "titulo", from.title(), to.title(), budget);
        addText(changes, "descripcion", from.description(), to.description(), budget);
        addValue(changes, "campus", from.campus(), to.campus());
        addValue(changes, "idioma", from.language(), to.language());
        addValue(changes, "publicada", from.published(), to.published());
        addValue(changes, "caduca", from.expires(), to.expires());
        addValue(changes, "fijada", from.pinned(), to.pinned());
        addValue(changes, "etiquetas", from.labels(), to.labels());
        addValue(changes, "empieza", from.startText(), to.startText());
        addValue(changes, "termina", from.endText(), to.endText());
        addValue(changes, "lugar", from.place(), to.place());
        return changes;
    }

    private static void addText(List<JsonNode> changes, String name, String from, String to, Difference.Budget budget) {
        if (!from.equals(to)) {
            changes.add(Json.mapper()
                    .createObjectNode()
                    .put("campo", name)
                    .set("partes", json(Difference.of(from, to, budget).shortened())));
        }
    }

    private static void addValue(List<JsonNode> changes, String name, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            var change = Json.mapper().createObjectNode().put("campo", name);
            change.set("antes", json(from));
            change.set("despues", json(to));
            changes.add(change);
        }
    }

    private static JsonNode json(@Nullable Object value) {
        return Json.mapper().valueToTree(value);
    }
}
