package tablon.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/**
 * Reads the members of a JSON object or the fields of a form, which have the same names. Collects all faults and reports them
 * at once.
 */
public final class Fields {
    /** How many unknown members are named, so that a small request cannot cause a large answer. */
    private static final int MAX_UNKNOWN = 20;

    /** A code point in NFC decomposes into at most 4, so text that fits in NFC never exceeds this factor as sent. */
    private static final int MAX_DECOMPOSITION = 4;

    /** Longer than the tags of RFC 5646, section 4.4.1. */
    private static final int MAX_LANGUAGE_LENGTH = 35;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private final JsonNode object;
    /** The zone of local times; null for JSON, which has none. */
    private final @Nullable ZoneId zone;

    private final Set<String> known = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    /**
     * Starts reading a document.
     *
     * @throws Problem 422 if it is not an object
     */
    public Fields(JsonNode document) {
        this(document, null);
    }

    private Fields(JsonNode document, @Nullable ZoneId zone) {
        if (!document.isObject()) {
            throw Problem.invalid(List.of(Fault.at("", Text.of("fault.not-an-object"))));
        }
        this.object = document;
        this.zone = zone;
    }

    /** Starts reading a form. An empty field counts as absent, and a checked box as true. */
    public static Fields of(Form form) {
        return of(form, ZoneOffset.UTC);
    }

    /** The same, with local times in {@code zone}. */
    public static Fields of(Form form, ZoneId zone) {
        return new Fields(form.fields(), zone);
    }

    /** A string of 1 to {@code maxLength} code points on one line. Do not use the result if the member was {@link #refused}. */
    public String line(String name, int maxLength) {
        return text(name, maxLength, false);
    }

    /** The same as {@link #line}; empty if the member is absent or null. */
    public Optional<String> optionalLine(String name, int maxLength) {
        return member(name).map(value -> line(name, maxLength)).filter(text -> !refused(name));
    }

    /** A string of 1 to {@code maxLength} code points that may contain line breaks and tabs. */
    public String lines(String name, int maxLength) {
        return text(name, maxLength, true);
    }

    /** The same as {@link #lines}; empty if the member is absent or null. */
    public Optional<String> optionalLines(String name, int maxLength) {
        return member(name).map(value -> lines(name, maxLength)).filter(text -> !refused(name));
    }

    /**
     * A date, or a date-time as {@link #instant} reads it.
     *
     * @return empty if the member is absent, null or invalid
     */
    public Optional<DayOrTime> day(String name) {
        var text = member(name).map(JsonNode::asText).orElse("");
        if (DATE.matcher(text).matches()) {
            var start = Rfc3339.read(text + "T00:00:00Z");
            if (start.isEmpty()) {
                refuse(name, Text.of("fault.not-a-date"));
            }
            return start.map(day -> new DayOrTime(day, true));
        }
        if (zone == null && member(name).isPresent() && Rfc3339.read(text).isEmpty()) {
            refuse(name, Text.of("fault.not-a-date"));
            return Optional.empty();
        }
        return instant(name).map(start -> new DayOrTime(start, false));
    }

    /**
     * A day or a time of day.
     *
     * @param start of a day, midnight in UTC
     */
    public record DayOrTime(Instant start, boolean wholeDay) {}

    /** An RFC 3339 date-time, or in a form also a local one; empty if the member is absent, null or invalid. */
    public Optional<Instant> instant(String name) {
        return member(name).flatMap(value -> {
            var text = value.isTextual() ? value.textValue() : "";
            var instant = Rfc3339.read(text);
            if (instant.isEmpty() && zone != null) {
                return local(name, text, zone);
            }
            if (instant.isEmpty()) {
                refuse(name, Text.of("fault.not-a-date-time"));
            }
            return instant;
        });
    }

    /** A time that daylight saving skips is refused; of a repeated one this is the first. */
    private Optional<Instant> local(String name, String text, ZoneId zone) {
        var time = LocalTimes.read(text);
        if (time.isEmpty()) {
            refuse(name, Text.of("fault.not-a-local-time"));
            return Optional.empty();
        }
        var skipped = LocalTimes.skipped(time.get(), zone);
        if (skipped.isPresent()) {
            refuse(
                    name,
                    Text.of(
                            "fault.skipped-time",
                            skipped.get().before(),
                            skipped.get().after()));
            return Optional.empty();
        }
        return Optional.of(time.get().atZone(zone).toInstant());
    }

    /** A language tag (BCP 47) in its canonical form; empty if the member is absent, null or invalid. */
    public Optional<String> language(String name) {
        return member(name).flatMap(value -> {
            var tag = value.isTextual() ? languageTag(value.textValue()) : Optional.<String>empty();
            if (tag.isEmpty()) {
                refuse(name, Text.of("fault.not-a-language-tag"));
            }
            return tag;
        });
    }

    /** A boolean; false if the member is absent, null or invalid. */
    public boolean flag(String name) {
        var value = member(name);
        if (zone != null) {
            return value.isPresent();
        }
        if (value.isPresent() && !value.get().isBoolean()) {
            refuse(name, Text.of("fault.not-a-boolean"));
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    /**
     * Strings of 1 to {@code maxLength} code points on one line: an array in JSON, a repeated field in a form. Empty if the
     * member is absent, null or invalid.
     *
     * @param maxSize how many there may be
     */
    public List<String> list(String name, int maxSize, int maxLength) {
        var value = member(name);
        if (value.isEmpty()) {
            return List.of();
        }
        var elements = new ArrayList<JsonNode>();
        if (value.get().isArray()) {
            value.get().forEach(elements::add);
        } else if (zone != null) {
            elements.add(value.get());
        } else {
            refuse(name, Text.of("fault.not-an-array"));
            return List.of();
        }
        if (elements.size() > maxSize) {
            refuse(name, Text.of("fault.too-many", maxSize));
            return List.of();
        }
        if (!elements.stream().allMatch(element -> isLine(element, maxLength))) {
            refuse(name, Text.of("fault.not-lines", maxLength));
            return List.of();
        }
        return elements.stream()
                .map(element -> CleanText.of(element.textValue()))
                .distinct()
                .toList();
    }

    /** The member as sent; empty if it is absent or null. */
    public Optional<JsonNode> member(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    /** Accepts these read-only members and ignores them, so that a client may send back what it read. */
    public void ignore(String... names) {
        known.addAll(List.of(names));
    }

    public void refuse(String name, Text detail) {
        faults.add(Fault.at("/" + name.replace("~", "~0").replace("/", "~1"), detail));
    }

    /** Refuses an element of a {@link #list}. */
    public void refuse(String name, String element, Text detail) {
        int index = 0;
        for (var sent : object.path(name)) {
            if (CleanText.of(sent.asText()).equals(element)) {
                break;
            }
            index++;
        }
        faults.add(Fault.at("/" + name + "/" + index, detail));
    }

    public boolean refused(String name) {
        return faults.stream().anyMatch(fault -> fault.place().equals("/" + name));
    }

    /**
     * Ends the reading and reports the faults.
     *
     * @throws Problem 422 if there is any fault or unknown member
     */
    public void check() {
        int unknown = 0;
        for (var names = object.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!known.contains(name)) {
                unknown++;
                if (unknown <= MAX_UNKNOWN) {
                    refuse(name, Text.of("fault.unknown-member"));
                }
            }
        }
        int total = faults.size();
        if (unknown > MAX_UNKNOWN) {
            total += unknown - MAX_UNKNOWN;
            faults.add(Fault.at("", Text.of("fault.more-unknown-members", unknown - MAX_UNKNOWN)));
        }
        if (total > 0) {
            throw Problem.invalid(faults, total);
        }
    }

    private static boolean isLine(JsonNode element, int maxLength) {
        var text = element.isTextual() ? element.textValue() : "";
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= maxLength
                && !CleanText.hasTooManyMarks(text)
                && !CleanText.isBlank(text)
                && !CleanText.hasForbidden(text, false);
    }

    private static Optional<String> languageTag(String text) {
        if (text.length() > MAX_LANGUAGE_LENGTH) {
            return Optional.empty();
        }
        try {
            var locale = new Locale.Builder().setLanguageTag(text).build();
            return locale.getLanguage().isEmpty() ? Optional.empty() : Optional.of(locale.toLanguageTag());
        } catch (IllformedLocaleException malformed) {
            return Optional.empty();
        }
    }

    private String text(String name, int maxLength, boolean severalLines) {
        var value = member(name);
        if (value.isEmpty()) {
            refuse(name, Text.of(object.has(name) ? "fault.null" : "fault.required"));
            return "";
        }
        if (!value.get().isTextual()) {
            refuse(name, Text.of("fault.not-a-string"));
            return "";
        }
        var raw = value.get().textValue();
        if (raw.codePointCount(0, raw.length()) > MAX_DECOMPOSITION * maxLength) {
            refuse(name, Text.of("fault.too-long", maxLength, raw.codePointCount(0, raw.length())));
            return "";
        }
        if (CleanText.hasTooManyMarks(raw)) {
            refuse(name, Text.of("fault.too-many-marks", CleanText.MAX_MARKS));
            return "";
        }
        var text = CleanText.of(raw);
        if (CleanText.isBlank(text)) {
            refuse(name, Text.of("fault.blank"));
        } else if (CleanText.hasForbidden(text, severalLines)) {
            refuse(name, Text.of(severalLines ? "fault.control-characters" : "fault.not-one-line"));
        } else if (text.codePointCount(0, text.length()) > maxLength) {
            refuse(name, Text.of("fault.too-long", maxLength, text.codePointCount(0, text.length())));
        }
        return text;
    }
}
