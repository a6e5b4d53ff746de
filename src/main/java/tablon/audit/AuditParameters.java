package tablon.audit;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tablon.campus.Campus;
import tablon.campus.CampusCode;
import tablon.campus.CampusStore;
import tablon.journal.Act;
import tablon.json.Parameters;
import tablon.json.Rfc3339;
import tablon.text.Text;

/**
 * The query parameters of the audit log.
 *
 * @param cursor where to begin
 */
record AuditParameters(AuditQuery query, AuditCursor cursor, int limit) {
    private static final List<String> FILTERS = List.of("actor", "act", "kind", "thing", "campus", "since", "until");
    private static final List<String> ALL =
            Stream.concat(FILTERS.stream(), Stream.of("limit", "cursor")).toList();

    /** Longer than every id and code. */
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{M}\\p{N}-]{1,64}");

    /**
     * Reads the parameters of one page.
     *
     * @throws tablon.problem.Problem 400 with all invalid parameters
     */
    static AuditParameters read(MultivaluedMap<String, String> sent, CampusStore campuses) {
        var parameters = new Parameters(sent, ALL);
        var query = query(parameters, campuses);
        int limit = parameters.limit(AuditQuery.MAX_LIMIT).orElse(AuditQuery.DEFAULT_LIMIT);
        var cursor = parameters.parse("cursor", Text.of("fault.invalid-cursor"), AuditCursor::decode);
        parameters.check();
        return new AuditParameters(query, cursor.orElse(AuditCursor.START), limit);
    }

    /**
     * Reads the filters alone.
     *
     * @throws tablon.problem.Problem 400 with all invalid parameters
     */
    static AuditQuery readFilters(MultivaluedMap<String, String> sent, CampusStore campuses) {
        var parameters = new Parameters(sent, FILTERS);
        var query = query(parameters, campuses);
        parameters.check();
        return query;
    }

    private static AuditQuery query(Parameters parameters, CampusStore campuses) {
        var id = Text.of("fault.not-an-id");
        var time = Text.of("fault.not-a-date-time");
        return new AuditQuery(
                parameters.parse("actor", id, AuditParameters::id),
                parameters.parse("act", Text.of("fault.unknown-act", acts()), Act::named),
                parameters.parse(
                        "kind",
                        Text.of("fault.unknown-kind", String.join(", ", AuditQuery.KINDS)),
                        AuditParameters::kind),
                parameters.parse("thing", id, AuditParameters::id),
                parameters.parse("campus", Text.of("fault.not-a-campus-code"), text -> campus(text, campuses)),
                parameters.parse("since", time, Rfc3339::read),
                parameters.parse("until", time, Rfc3339::read));
    }

    private static String acts() {
        return Arrays.stream(Act.values()).map(Act::storedName).collect(Collectors.joining(", "));
    }

    private static Optional<String> id(String text) {
        return Optional.of(text).filter(id -> ID.matcher(id).matches());
    }

    private static Optional<String> kind(String text) {
        return Optional.of(text).filter(AuditQuery.KINDS::contains);
    }

    /** The journal may know a campus that was deleted. */
    private static Optional<String> campus(String text, CampusStore campuses) {
        return CampusCode.of(text)
                .map(code -> campuses.find(text).map(Campus::code).orElse(code.written()));
    }
}
