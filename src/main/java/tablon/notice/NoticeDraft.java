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
 * A notice as a client writes it: checked, and complete but for its id. Everything that takes time is done here, before
 * the transaction that stores it.
 *
 * @param words under which it is found, parted by blanks
 */
public record NoticeDraft(
        String title,
        String description,
        String campus,
        Instant published,
        Optional<Instant> expires,
        boolean pinned,
        String words) {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 20_000;

    public NoticeDraft(
            String title,
            String description,
            String campus,
            Instant published,
            Optional<Instant> expires,
            boolean pinned) {
        this(title, description, campus, published, expires, pinned, Words.ofCurrent(campus, title, description));
    }

    /**
     * Reads the notice that {@code fields} hold.
     *
     * @param published when it appears, where the client does not say
     * @throws Problem 422 that names every fault
     */
    public static NoticeDraft read(Fields fields, Instant published, CampusStore campuses) {
        fields.ignore("actualizada", "estado");
        var title = fields.line("titulo", LONGEST_TITLE);
        var description = fields.lines("descripcion", LONGEST_DESCRIPTION);
        var campus = campus(fields, campuses);
        var from = fields.instant("publicada").orElse(published);
        var expires = fields.instant("caduca");
        boolean pinned = fields.flag("fijada");
        boolean orderKnown = !fields.refused("publicada") && !fields.refused("caduca");
        if (orderKnown && expires.filter(end -> !end.isAfter(from)).isPresent()) {
            fields.refuse("caduca", Text.of("fault.expires"));
        }
        fields.check();
        return new NoticeDraft(title, description, campus, from, expires, pinned);
    }

    /** As {@link #read(Fields, Instant, CampusStore)}, for the notice with this id: one in the body must be the same. */
    public static NoticeDraft read(Fields fields, UUID id, Instant published, CampusStore campuses) {
        var sent = fields.member("id");
        if (sent.isPresent() && !NoticeId.read(sent.get().asText()).equals(Optional.of(id))) {
            fields.refuse("id", Text.of("fault.id.path"));
        }
        return read(fields, published, campuses);
    }

    /** The refusal of this draft where its campus was deleted after it was read. */
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
