package tablon.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/** The members of a JSON object that a client sent, read one by one; what is wrong is remembered and told at once. */
public final class Fields {
    /** A list of faults is for people, and an answer to a few bytes must not be long. */
    public static final int MOST_UNKNOWN = 20;

    /** A code point of text in NFC is decomposed into up to 4; so what fits once it is in NFC is never too long before. */
    private static final int LONGEST_DECOMPOSITION = 4;

    private final JsonNode object;
    private final Set<String> known = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    /**
     * Opens a document to be read.
     *
     * @throws Problem 422 where it is not an object
     */
    public Fields(JsonNode document) {
        if (!document.isObject()) {
            throw Problem.invalid(List.of(Fault.at("", Text.of("fault.object"))));
        }
        this.object = document;
    }

    /** A text of 1 to {@code longest} code points on one line; what stands in for a wrong one is never used. */
    public String line(String name, int longest) {
        return text(name, longest, false);
    }

    /** A text of 1 to {@code longest} code points that may have line breaks. */
    public String lines(String name, int longest) {
        return text(name, longest, true);
    }

    /** A moment; empty where the member is absent or null. */
    public Optional<Instant> instant(String name) {
        return member(name).flatMap(value -> {
            var instant = value.isTextual() ? Rfc3339.read(value.textValue()) : Optional.<Instant>empty();
            if (instant.isEmpty()) {
                refuse(name, Text.of("fault.instant"));
            }
            return instant;
        });
    }

    /** A truth value; false where the member is absent or null. */
    public boolean flag(String name) {
        var value = member(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            refuse(name, Text.of("fault.boolean"));
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    /** The member as it came; empty where it is absent or null. */
    public Optional<JsonNode> member(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    /** Members that we send and do not take: what a client read may be sent back whole. */
    public void ignore(String... names) {
        known.addAll(List.of(names));
    }

    public void refuse(String name, Text detail) {
        faults.add(Fault.at("/" + name.replace("~", "~0").replace("/", "~1"), detail));
    }

    public boolean refused(String name) {
        return faults.stream().anyMatch(fault -> fault.place().equals("/" + name));
    }

    /**
     * Ends the reading.
     *
     * @throws Problem 422 with every fault, unknown members among them, of which {@link #MOST_UNKNOWN} are named
     */
    public void check() {
        int unknown = 0;
        for (var names = object.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!known.contains(name)) {
                unknown++;
                if (unknown <= MOST_UNKNOWN) {
                    refuse(name, Text.of("fault.unknown"));
                }
            }
        }
        int wrong = faults.size();
        if (unknown > MOST_UNKNOWN) {
            wrong += unknown - MOST_UNKNOWN;
            faults.add(Fault.at("", Text.of("fault.unknown.more", unknown - MOST_UNKNOWN)));
        }
        if (wrong > 0) {
            throw Problem.invalid(faults, wrong);
        }
    }

    private String text(String name, int longest, boolean breaks) {
        var value = member(name);
        if (value.isEmpty()) {
            refuse(name, Text.of("fault.required"));
            return "";
        }
        if (!value.get().isTextual()) {
            refuse(name, Text.of("fault.text"));
            return "";
        }
        var raw = value.get().textValue();
        if (raw.codePointCount(0, raw.length()) > LONGEST_DECOMPOSITION * longest) {
            refuse(name, Text.of("fault.long", longest, raw.codePointCount(0, raw.length())));
            return "";
        }
        if (CleanText.hasTooManyMarks(raw)) {
            refuse(name, Text.of("fault.marks", CleanText.MOST_MARKS));
            return "";
        }
        var text = CleanText.of(raw);
        if (CleanText.isBlank(text)) {
            refuse(name, Text.of("fault.blank"));
        } else if (CleanText.hasForbidden(text, breaks)) {
            refuse(name, Text.of(breaks ? "fault.control" : "fault.control.line"));
        } else if (text.codePointCount(0, text.length()) > longest) {
            refuse(name, Text.of("fault.long", longest, text.codePointCount(0, text.length())));
        }
        return text;
    }
}
