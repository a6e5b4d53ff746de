package tablon.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.json.Fields;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/**
 * A notice as a client sent it, validated. Work that takes time and needs no row is done here, before the transaction.
 *
 * @param published empty if the client did not say
 * @param words the words of the index, separated by spaces
 */
public record NoticeDraft(
        String title,
        String description,
        String campus,
        Optional<Instant> published,
        Optional<Instant> expires,
        boolean pinned,
        String words) {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 20_000;

    public NoticeDraft(
            String title,
            String description,
            String campus,
            Optional<Instant> published,
            Optional<Instant> expires,
            boolean pinned) {
        this(title, description, campus, published, expires, pinned, Words.ofCurrent(campus, title, description));
    }

    /**
     * Reads a notice from {@code fields}.
     *
     * @param published its time of publication if the client did not say, as far as it is known yet
     * @throws Problem 422 that names every fault
     */
    public static NoticeDraft read(Fields fields, Optional<Instant> published, CampusStore campuses) {
        fields.ignore("actualizada", "estado");
        var title = fields.line("titulo", LONGEST_TITLE);
        var description = fields.lines("descripcion", LONGEST_DESCRIPTION);
        var campus = campus(fields, campuses);
        var from = fields.instant("publicada").or(() -> published);
        var expires = fields.instant("caduca");
        boolean pinned = fields.flag("fijada");
        if (!fields.refused("publicada") && !fields.refused("caduca") && expiresTooEarly(from, expires)) {
            fields.refuse("caduca", Text.of("fault.expires"));
        }
        fields.check();
        return new NoticeDraft(title, description, campus, from, expires, pinned);
    }

    /** As above, for the notice with this id: an id in the body must be the same. */
    static NoticeDraft read(Fields fields, UUID id, Optional<Instant> published, CampusStore campuses) {
        var sent = fields.member("id");
        if (sent.isPresent() && !NoticeId.read(sent.get().asText()).equals(Optional.of(id))) {
            fields.refuse("id", Text.of("fault.id.path"));
        }
        return read(fields, published, campuses);
    }

    /**
     * The notice that results from this draft.
     *
     * @param otherwise its time of publication if the client did not say
     * @throws Problem 422 if it would expire before it appears
     */
    Notice toNotice(UUID id, int version, Instant otherwise, Instant updated, Instant now) {
        var from = published.orElse(otherwise);
        if (expiresTooEarly(Optional.of(from), expires)) {
            throw Problem.invalid(List.of(Fault.at("/caduca", Text.of("fault.expires"))));
        }
        var until = expires.orElse(null);
        return new Notice(
                id, title, description, campus, from, updated, until, pinned, State.at(now, from, until), version);
    }

    private static boolean expiresTooEarly(Optional<Instant> from, Optional<Instant> until) {
        return from.isPresent() && until.isPresent() && !until.get().isAfter(from.get());
    }

    /** The refusal of this draft if its campus was deleted after the draft was read. */
    Problem unknownCampus(List<Campus> known) {
        return Problem.invalid(List.of(Fault.at("/campus", unknownCampus(campus, known))));
    }

    private static String campus(Fields fields, CampusStore campuses) {
        var code = fields.line("campus", Campus.LONGEST_CODE);
        if (fields.refused("campus")) {
            return code;
        }
        var campus = campuses.find(code);
        if (campus.isEmpty()) {
            fields.refuse("campus", unknownCampus(code, campuses.all()));
        }
        return campus.map(Campus::code).orElse(code);
    }

    private static Text unknownCampus(String code, List<Campus> known) {
        return known.isEmpty()
                ? Text.of("fault.campus.none", code)
                : Text.of(
                        "fault.campus.unknown",
                        code,
                        known.stream().map(Campus::code).collect(Collectors.joining(", ")));
    }
}
