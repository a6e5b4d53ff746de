package tablon.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.campus.CampusStore;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.json.LocalTimes;
import tablon.json.Rfc3339;
import tablon.notice.Notice;
import tablon.notice.NoticeDraft;

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

    private static final List<String> TIMES = List.of("publicada", "caduca");

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
        var fields = Fields.of(exact(sent, zone, now), zone);
        fields.ignore("id", VERSION, ACTION, PROPOSAL);
        TIMES.forEach(name -> fields.ignore(name + EXACT));
        var draft = NoticeDraft.read(fields, Optional.of(now), campuses);
        return sent.first("publicada").isPresent() ? draft : draft.publishedWhenStored();
    }

    /** The time in this field; empty if there is no valid one. */
    static Optional<Instant> time(Form sent, String name, ZoneId zone, Instant now) {
        return Fields.of(exact(sent, zone, now), zone).instant(name);
    }

    /** The form with stored times in place of those that the person did not change, and the expiry of the proposal. */
    private static Form exact(Form sent, ZoneId zone, Instant now) {
        var values = new LinkedHashMap<>(sent.sent());
        for (var name : TIMES) {
            sent.first(name + EXACT)
                    .flatMap(Rfc3339::read)
                    .filter(stored -> LocalTimes.write(stored, zone).equals(sent.typed(name)))
                    .ifPresent(stored -> values.put(name, List.of(Rfc3339.write(stored))));
        }
        var from = Fields.of(new Form(values), zone).instant("publicada").orElse(now);
        proposal(sent.typed(PROPOSAL), LocalDate.ofInstant(from, zone))
                .ifPresent(lastDay -> values.put(
                        "caduca",
                        List.of(Rfc3339.write(
                                lastDay.plusDays(1).atStartOfDay(zone).toInstant()))));
        if (sent.typed(PROPOSAL).equals(Proposal.NEVER.value())) {
            values.remove("caduca");
        }
        return new Form(values);
    }

    /** The last day on which the notice is visible. */
    private static Optional<LocalDate> proposal(String value, LocalDate published) {
        return Proposal.of(value).flatMap(proposal -> switch (proposal) {
            case DATE, NEVER -> Optional.empty();
            case WEEK -> Optional.of(published.plusWeeks(1));
            case TWO_WEEKS -> Optional.of(published.plusWeeks(2));
            case MONTH -> Optional.of(published.with(TemporalAdjusters.lastDayOfMonth()));
        });
    }

    private static void put(Map<String, List<String>> values, String name, Instant stored, ZoneId zone) {
        values.put(name, List.of(LocalTimes.write(stored, zone)));
        values.put(name + EXACT, List.of(Rfc3339.write(stored)));
    }
}
