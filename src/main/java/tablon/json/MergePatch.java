package tablon.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7396). */
public final class MergePatch {
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private MergePatch() {}

    /**
     * The patched copy of {@code target}, which is not modified. A removed member is null in the copy, because to
     * {@link Fields} both are the same except for the text of the fault.
     */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(member -> {
            var before = result.path(member.getKey());
            if (!member.getValue().isNull()) {
                result.set(member.getKey(), apply(before, member.getValue()));
            } else if (!before.isMissingNode()) {
                result.putNull(member.getKey());
            }
        });
        return result;
    }
}
