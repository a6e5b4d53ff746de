package tablon.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * The fields of a form in {@code application/x-www-form-urlencoded} (WHATWG URL, section 5).
 *
 * @param sent the values by name, in the order in which they were sent, including empty ones
 */
public record Form(Map<String, List<String>> sent) {
    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";
    /** More than any page has. */
    private static final int MAX_FIELDS = 500;

    /**
     * Parses {@code body}.
     *
     * @throws Problem 400 if it is not UTF-8, has an incomplete escape or too many fields
     */
    public static Form read(byte[] body) {
        var sent = new LinkedHashMap<String, List<String>>();
        var text = new String(body, StandardCharsets.ISO_8859_1);
        int fields = 0;
        for (var field : text.split("&", MAX_FIELDS + 1)) {
            if (field.isEmpty()) {
                continue;
            }
            if (++fields > MAX_FIELDS) {
                throw Problem.of(ProblemType.MALFORMED_FORM);
            }
            int equals = field.indexOf('=');
            var name = decode(equals < 0 ? field : field.substring(0, equals));
            var value = equals < 0 ? "" : decode(field.substring(equals + 1));
            sent.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        }
        return new Form(sent);
    }

    /** The first value of a field; empty if it is absent or empty. */
    public Optional<String> first(String name) {
        return sent.getOrDefault(name, List.of()).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** The first value of a field as typed; empty text if it is absent. */
    public String typed(String name) {
        return first(name).orElse("");
    }

    /** All values of a field. */
    public List<String> all(String name) {
        return sent.getOrDefault(name, List.of());
    }

    /** The fields as a JSON object, without those that are empty. */
    JsonNode fields() {
        ObjectNode object = Json.mapper().createObjectNode();
        sent.forEach((name, values) -> {
            var filled = values.stream().filter(value -> !value.isEmpty()).toList();
            if (filled.size() == 1) {
                object.put(name, filled.get(0));
            } else if (!filled.isEmpty()) {
                ArrayNode array = object.putArray(name);
                filled.forEach(array::add);
            }
        });
        return object;
    }

    /** Decodes to bytes and then strictly to UTF-8: {@link URLDecoder} alone would replace what is malformed. */
    private static String decode(String encoded) {
        try {
            var bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException incompleteEscape) {
            throw Problem.of(ProblemType.MALFORMED_FORM);
        } catch (CharacterCodingException notUtf8) {
            throw Problem.of(ProblemType.NOT_UTF_8);
        }
    }
}
