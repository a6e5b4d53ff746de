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
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.text.Text;

/** Reads and writes JSON (RFC 8259) with one shared mapper that is strict on input. */
public final class Json {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1_000;

    /** Valid documents stay far below these limits, which bound the cost of parsing and of the list of faults. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // error messages must not contain class names
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .addModule(Rfc3339.module())
            .build();

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Serializes {@code value} in UTF-8. Equal values give equal bytes. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * Parses {@code body}.
     *
     * @throws Problem 400 if it is not exactly one JSON document in UTF-8 (with line and column), has two members of the
     *     same name, is nested too deeply, or contains a number or a name that is too long
     */
    public static JsonNode read(byte[] body) {
        try (JsonParser parser = MAPPER.createParser(text(body))) {
            JsonNode node = read(parser);
            if (node == null || node.isMissingNode()) {
                throw Problem.of(ProblemType.EMPTY_BODY);
            }
            return node;
        } catch (StreamConstraintsException exceeded) {
            throw Problem.of(ProblemType.JSON_TOO_COMPLEX, MAX_DEPTH, MAX_NUMBER_LENGTH, MAX_NAME_LENGTH);
        } catch (JsonProcessingException malformed) {
            var place = malformed.getLocation();
            throw place == null
                    ? Problem.of(ProblemType.MALFORMED_JSON, 1, 1)
                    : Problem.of(ProblemType.MALFORMED_JSON, place.getLineNr(), place.getColumnNr());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        try {
            return MAPPER.readTree(parser);
        } catch (MismatchedInputException mismatched) {
            // a duplicate member, or another document after the first, where the pointer is empty
            var pointer = parser.getParsingContext().pathAsPointer();
            if (pointer.matches()) {
                throw mismatched;
            }
            throw Problem.of(
                            ProblemType.DUPLICATE_MEMBER,
                            pointer.last().getMatchingProperty(),
                            mismatched.getLocation().getLineNr(),
                            mismatched.getLocation().getColumnNr())
                    .with(List.of(Fault.at(pointer.toString(), Text.of("fault.repeated"))));
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
            throw Problem.of(ProblemType.NOT_UTF_8);
        }
    }
}
