package tablon.news;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.json.Fields;
import tablon.text.Text;

/** A notice as a client writes it: checked, and complete but for its id. */
public record NewsDraft(
        String title, String description, String campus, Instant published, Optional<Instant> expires, boolean pinned) {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 20_000;

    /**
     * Reads the notice that {@code fields} hold.
     *
     * @param published when it appears, where the client does not say
     * @param handle where the campuses are looked up
     * @throws tablon.problem.Problem 422 that names every fault
     */
    public static NewsDraft read(Fields fields, Instant published, Handle handle) {
        fields.ignore("actualizada", "estado");
        var draft = new NewsDraft(
                fields.line("titulo", LONGEST_TITLE),
                fields.lines("descripcion", LONGEST_DESCRIPTION),
                campus(fields, handle),
                fields.instant("publicada").orElse(published),
                fields.instant("caduca"),
                fields.flag("fijada"));
        boolean orderKnown = !fields.refused("publicada") && !fields.refused("caduca");
        if (orderKnown
                && draft.expires.filter(end -> !end.isAfter(draft.published)).isPresent()) {
            fields.refuse("caduca", Text.of("fault.expires"));
        }
        fields.check();
        return draft;
    }

    /** As {@link #read(Fields, Instant, Handle)}, for the notice with this id: one in the body must be the same. */
    public static NewsDraft read(Fields fields, UUID id, Instant published, Handle handle) {
        var sent = fields.member("id");
        if (sent.isPresent() && !NewsId.read(sent.get().asText()).equals(Optional.of(id))) {
            fields.refuse("id", Text.of("fault.id.path"));
        }
        return read(fields, published, handle);
    }

    private static String campus(Fields fields, Handle handle) {
        var code = fields.line("campus", Campus.LONGEST_CODE);
        if (fields.refused("campus")) {
            return code;
        }
        var campus = CampusStore.find(handle, code);
        if (campus.isEmpty()) {
            var known = CampusStore.all(handle).stream().map(Campus::code).collect(Collectors.joining(", "));
            fields.refuse(
                    "campus",
                    known.isEmpty()
                            ? Text.of("fault.campus.none", code)
                            : Text.of("fault.campus.unknown", code, known));
        }
        return campus.map(Campus::code).orElse(code);
    }
}
