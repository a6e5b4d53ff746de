package tablon.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tablon.problem.Problem;

/** JSON (RFC 8259) in and out: one mapper for all, strict in what it reads. */
public final class Json {
    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;

    /** Our own documents are far below these; a parser, a tree and a list of faults cost little within them. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .maxNameLength(LONGEST_NAME)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // a location would name our classes
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .addModule(Rfc3339.module())
            .build();

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** The bytes of {@code value} in UTF-8, the same ones whenever it is the same value. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * The document that {@code body} holds.
     *
     * @throws Problem 400, with line and column, where it is not one JSON document in UTF-8, or is nested too deeply or
     *     has a number or a name that is too long
     */
    public static JsonNode read(byte[] body) {
        try (JsonParser parser = MAPPER.createParser(text(body))) {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null || node.isMissingNode()) {
                throw Problem.of(400, "problem.json.empty");
            }
            return node;
        } catch (StreamConstraintsException beyond) {
            throw Problem.of(400, "problem.json.constraints", DEEPEST, LONGEST_NUMBER, LONGEST_NAME);
        } catch (JsonProcessingException malformed) {
            var place = malformed.getLocation();
            throw place == null
                    ? Problem.of(400, "problem.json.malformed", 1, 1)
                    : Problem.of(400, "problem.json.malformed", place.getLineNr(), place.getColumnNr());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw Problem.of(400, "problem.json.charset");
        }
    }
}
