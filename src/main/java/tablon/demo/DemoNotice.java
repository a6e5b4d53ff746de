package tablon.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tablon.json.Fields;
import tablon.json.Json;

/**
 * A notice of {@code demo.json}. Its days are relative to the last day of the data: {@code dia}, {@code hasta}, those
 * of an event, which takes place on whole days without {@code hora}, and in the texts {@code {+3}} for the date three days later.
 */
record DemoNotice(JsonNode source, LocalDate lastDay, ZoneId zone) {
    private static final Pattern DAY = Pattern.compile("\\{([+-]\\d+)}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEEE d 'de' MMMM", Locale.forLanguageTag("es"));

    Instant published() {
        return at(source.get("dia").asInt(), LocalTime.parse(source.get("hora").asText()));
    }

    /** The JSON members that a client would send. */
    Fields fields() {
        List<String> lines = new ArrayList<>();
        source.get("descripcion").forEach(line -> lines.add(line.asText()));
        ObjectNode fields = Json.mapper().createObjectNode();
        fields.put("titulo", withDates(source.get("titulo").asText()));
        fields.put("descripcion", withDates(String.join("\n", lines)));
        fields.put("campus", source.get("campus").asText());
        fields.put("idioma", source.path("idioma").asText("es"));
        fields.put("publicada", published().toString());
        fields.put("fijada", source.path("fijada").asBoolean());
        if (source.has("hasta")) {
            fields.put(
                    "caduca",
                    at(source.get("hasta").asInt(), LocalTime.of(22, 0)).toString());
        }
        for (var name : List.of("etiquetas", "lugar")) {
            if (source.has(name)) {
                fields.set(name, source.get(name));
            }
        }
        putTime(fields, "empieza");
        putTime(fields, "termina");
        return new Fields(fields);
    }

    private void putTime(ObjectNode fields, String name) {
        if (source.has(name)) {
            int day = source.get(name).get("dia").asInt();
            var time = source.get(name).get("hora");
            fields.put(
                    name,
                    time == null
                            ? lastDay.plusDays(day).toString()
                            : at(day, LocalTime.parse(time.asText())).toString());
        }
    }

    private String withDates(String text) {
        return DAY.matcher(text).replaceAll(day -> DATE.format(lastDay.plusDays(Integer.parseInt(day.group(1)))));
    }

    private Instant at(int day, LocalTime time) {
        return lastDay.plusDays(day).atTime(time).atZone(zone).toInstant();
    }
}
