package tablon.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.campus.CampusStore;
import tablon.json.CleanText;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.json.LocalTimes;
import tablon.json.Rfc3339;
import tablon.notice.Notice;
import tablon.notice.NoticeDraft;
import tablon.notice.Occasion;
import tablon.text.Text;

/** The form for a notice. Its fields have the names of the JSON members; times are local ones in the zone of the board. */
final class NoticeForm {
    static final String VERSION = "version";
    static final String ACTION = "accion";
    static final String PREVIEW = "previsualizar";
    static final String RESTORE = "restaurar";
    static final String DRAFT = "borrador";
    /** Why the notice was refused or hidden: shown while its author corrects it. */
    static final String REASON = "motivo";
    /** A proposal for the expiry; the field {@code caduca} counts only without one. */
    static final String PROPOSAL = "caducidad";
    /** The end of the names of hidden fields with stored times, which are more exact than what the form shows. */
    private static final String EXACT = "-exacta";

    /** The ends of the names of the two fields for a time of the event: its day, and the time of day. */
    private static final String DAY = "-dia";

    private static final String TIME = "-hora";

    private static final List<String> EVENT = List.of("empieza", "termina");
    static final List<String> TIMES = List.of("empieza", "termina", "publicada", "caduca");

    private NoticeForm() {}

    /** The values for a notice that exists. */
    static Form of(Notice notice, ZoneId zone) {
        var values = new LinkedHashMap<String, List<String>>();
        values.put("titulo", List.of(notice.title()));
        values.put("descripcion", List.of(notice.description()));
        values.put("campus", List.of(notice.campus()));
        values.put("idioma", List.of(notice.language()));
        put(values, "publicada", notice.published(), zone);
        if (notice.expires() != null) {
            put(values, "caduca", notice.expires(), zone);
        }
        if (notice.occasion() != null) {
            putEvent(values, notice, notice.occasion(), zone);
        }
        if (notice.place() != null) {
            values.put("lugar", List.of(notice.place()));
        }
        if (!notice.labels().isEmpty()) {
            values.put("etiquetas", List.of(String.join(", ", notice.labels())));
        }
        if (notice.pinned()) {
            values.put("fijada", List.of("true"));
        }
        if (notice.reason() != null) {
            values.put(REASON, List.of(notice.reason()));
        }
        return withVersion(new Form(values), notice.version());
    }

    /** The same form, for saving over this version. */
    static Form withVersion(Form form, int version) {
        return with(form, VERSION, String.valueOf(version));
    }

    static Form with(Form form, String name, String value) {
        var values = new LinkedHashMap<>(form.sent());
        values.put(name, List.of(value));
        return new Form(values);
    }

    /** The version that the person has edited; 0 if the form does not say. */
    static int version(Form sent) {
        return sent.first(VERSION)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    /**
     * Reads the notice.
     *
     * @throws tablon.problem.Problem 422 with all faults
     */
    static NoticeDraft read(Form sent, ZoneId zone, Instant now, CampusStore campuses) {
        var exact = exact(sent, zone, now);
        var fields = Fields.of(exact, zone);
        fields.ignore("id", VERSION, ACTION, PROPOSAL);
        TIMES.forEach(name -> fields.ignore(name + EXACT));
        EVENT.forEach(name -> {
            fields.ignore(name + DAY, name + TIME);
            fault(sent, name).ifPresent(fault -> fields.refuse(name, fault));
        });
        if (sent.typed(PROPOSAL).equals(Proposal.EVENT.value())) {
            requireEvent(fields, exact, zone, now);
        }
        var draft = NoticeDraft.read(fields, Optional.of(now), campuses);
        return sent.first("publicada").isPresent() ? draft : draft.publishedWhenStored();
    }

    /** The time in this field; empty if there is no valid one. */
    static Optional<Instant> time(Form sent, String name, ZoneId zone, Instant now) {
        return Fields.of(exact(sent, zone, now), zone).instant(name);
    }

    /** What is wrong with the two fields for a time of the event. */
    private static Optional<Text> fault(Form sent, String name) {
        var day = sent.typed(name + DAY);
        var time = sent.typed(name + TIME);
        if (day.isEmpty()) {
            return time.isEmpty() ? Optional.empty() : Optional.of(Text.of("fault.time-without-day"));
        }
        return LocalTimes.read(day + "T" + (time.isEmpty() ? "00:00" : time)).isPresent()
                ? Optional.empty()
                : Optional.of(Text.of("fault.not-a-day"));
    }

    /** Refuses the end of the event as the expiry, if there is no event or it ends too early. */
    private static void requireEvent(Fields fields, Form exact, ZoneId zone, Instant now) {
        if (EVENT.stream().anyMatch(fields::refused)) {
            return;
        }
        var times = Fields.of(exact, zone);
        var event = Occasion.read(times);
        if (event == null && EVENT.stream().noneMatch(times::refused)) {
            fields.refuse(PROPOSAL, Text.of("fault.no-event"));
        } else if (event != null && !event.end(zone).isAfter(published(exact, zone, now))) {
            fields.refuse(PROPOSAL, Text.of("fault.event-over"));
        }
    }

    /**
     * The form with its labels in a list, each time of the event in one field, stored times in place of those that the person
     * did not change, and the expiry of the proposal.
     */
    private static Form exact(Form sent, ZoneId zone, Instant now) {
        var values = new LinkedHashMap<>(sent.sent());
        values.computeIfPresent("etiquetas", (name, typed) -> labels(typed));
        for (var name : EVENT) {
            var day = sent.typed(name + DAY);
            var time = sent.typed(name + TIME);
            if (fault(sent, name).isPresent()) {
                values.remove(name);
            } else if (!day.isEmpty()) {
                values.put(name, List.of(time.isEmpty() ? day.strip() : day.strip() + "T" + time.strip()));
            }
        }
        for (var name : TIMES) {
            var typed = new Form(values).typed(name);
            sent.first(name + EXACT)
                    .flatMap(Rfc3339::read)
                    .filter(stored -> LocalTimes.write(stored, zone).equals(typed))
                    .ifPresent(stored -> values.put(name, List.of(Rfc3339.write(stored))));
        }
        var form = new Form(values);
        Proposal.of(sent.typed(PROPOSAL))
                .filter(proposal -> proposal != Proposal.DATE)
                .ifPresent(proposal -> expiry(proposal, form, zone, now)
                        .ifPresentOrElse(
                                expiry -> values.put("caduca", List.of(Rfc3339.write(expiry))),
                                () -> values.remove("caduca")));
        return form;
    }

    /** The labels between the commas. */
    private static List<String> labels(List<String> typed) {
        return typed.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(label -> label.strip().replaceAll("\\s+", " "))
                .filter(label -> !CleanText.isBlank(label))
                .distinct()
                .toList();
    }

    /** When the notice expires as proposed; empty if it does not, or not before there is a valid event. */
    private static Optional<Instant> expiry(Proposal proposal, Form form, ZoneId zone, Instant now) {
        var published = published(form, zone, now);
        var day = LocalDate.ofInstant(published, zone);
        return switch (proposal) {
            case DATE, NEVER -> Optional.empty();
            case EVENT ->
                Optional.ofNullable(Occasion.read(Fields.of(form, zone)))
                        .map(event -> event.end(zone))
                        .filter(published::isBefore);
            case WEEK -> Optional.of(endOf(day.plusWeeks(1), zone));
            case TWO_WEEKS -> Optional.of(endOf(day.plusWeeks(2), zone));
            case MONTH -> Optional.of(endOf(day.with(TemporalAdjusters.lastDayOfMonth()), zone));
        };
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static Instant published(Form form, ZoneId zone, Instant now) {
        return Fields.of(form, zone).instant("publicada").orElse(now);
    }

    /** A notice that expires with its event goes on doing so when the event is moved. */
    private static void putEvent(Map<String, List<String>> values, Notice notice, Occasion event, ZoneId zone) {
        putEvent(values, "empieza", event.wholeDays(), event.starts(), notice.startText(), zone);
        putEvent(values, "termina", event.wholeDays(), event.ends(), notice.endText(), zone);
        if (event.end(zone).equals(notice.expires())) {
            values.put(PROPOSAL, List.of(Proposal.EVENT.value()));
        }
    }

    /** @param text of whole days, the day */
    private static void putEvent(
            Map<String, List<String>> values,
            String name,
            boolean wholeDays,
            @Nullable Instant stored,
            @Nullable String text,
            ZoneId zone) {
        if (stored == null || text == null) {
            return;
        }
        if (wholeDays) {
            values.put(name + DAY, List.of(text));
            return;
        }
        var local = LocalTimes.write(stored, zone).split("T", 2);
        values.put(name + DAY, List.of(local[0]));
        values.put(name + TIME, List.of(local[1]));
        values.put(name + EXACT, List.of(Rfc3339.write(stored)));
    }

    private static void put(Map<String, List<String>> values, String name, Instant stored, ZoneId zone) {
        values.put(name, List.of(LocalTimes.write(stored, zone)));
        values.put(name + EXACT, List.of(Rfc3339.write(stored)));
    }
}
