package tablon.notice;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.notice.NoticeQuery.StateFilter;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.text.Text;

/** Reads the query parameters of a list of notices. All invalid and unknown parameters are reported at once. */
final class NoticeParameters {
    private static final int MAX_UNKNOWN_LISTED = 20;
    private static final List<String> NAMES = List.of("campus", "q", "state", "limit", "cursor");

    private final MultivaluedMap<String, String> sent;
    private final List<Fault> faults = new ArrayList<>();

    private NoticeParameters(MultivaluedMap<String, String> sent) {
        this.sent = sent;
    }

    /**
     * Reads the query and the cursor.
     *
     * @throws Problem 400 with all invalid parameters, 404 if the campus is unknown
     */
    static ListRequest read(MultivaluedMap<String, String> sent, CampusStore campuses) {
        return new NoticeParameters(sent).read(campuses);
    }

    /** The notices that the list includes although readers do not see them; empty if there are none. */
    static Optional<StateFilter> requestedHidden(MultivaluedMap<String, String> sent) {
        return Optional.ofNullable(sent.getFirst("state"))
                .flatMap(NoticeParameters::stateFilter)
                .filter(states -> states != StateFilter.VISIBLE);
    }

    private ListRequest read(CampusStore campuses) {
        int notListed = refuseUnknown();
        refuseRepeated();
        var states = parse("state", Text.of("fault.unknown-state"), NoticeParameters::stateFilter)
                .orElse(StateFilter.VISIBLE);
        int limit = parse("limit", Text.of("fault.limit-out-of-range", NoticeQuery.MAX_LIMIT), NoticeParameters::limit)
                .orElse(NoticeQuery.DEFAULT_LIMIT);
        var cursor = parse("cursor", Text.of("fault.invalid-cursor"), Cursor::decode);
        var search =
                parse("q", Text.of("fault.search-too-long", NoticeQuery.MAX_SEARCH_LENGTH), NoticeParameters::search);
        if (search.isPresent() && states.outside().isPresent()) {
            refuse("q", Text.of("fault.state-without-search"));
        }
        var code = parse("campus", Text.of("fault.empty"), NoticeParameters::notBlank);
        throwIfInvalid(notListed);
        var campus = code.map(
                given -> campuses.find(given).orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_CAMPUS, given)));
        return new ListRequest(new NoticeQuery(campus.map(Campus::code), search, states, limit), cursor);
    }

    /** Reports up to {@link #MAX_UNKNOWN_LISTED} unknown parameters, and returns the number of the others. */
    private int refuseUnknown() {
        var unknown =
                sent.keySet().stream().filter(name -> !NAMES.contains(name)).toList();
        unknown.stream()
                .limit(MAX_UNKNOWN_LISTED)
                .forEach(name -> refuse(name, Text.of("fault.unknown-parameter", String.join(", ", NAMES))));
        return Math.max(0, unknown.size() - MAX_UNKNOWN_LISTED);
    }

    private void refuseRepeated() {
        sent.forEach((name, values) -> {
            if (NAMES.contains(name) && values.size() > 1) {
                refuse(name, Text.of("fault.repeated"));
            }
        });
    }

    private <T> Optional<T> parse(String name, Text accepted, Function<String, Optional<T>> parser) {
        return Optional.ofNullable(sent.getFirst(name)).flatMap(text -> {
            var value = parser.apply(text);
            if (value.isEmpty()) {
                refuse(name, accepted);
            }
            return value;
        });
    }

    /** @param notListed the number of unknown parameters that have no fault of their own */
    private void throwIfInvalid(int notListed) {
        int invalid = faults.size() + notListed;
        if (notListed > 0) {
            refuse("", Text.of("fault.more-unknown-parameters", notListed));
        }
        if (invalid > 0) {
            throw Problem.parameters(faults, invalid);
        }
    }

    private void refuse(String name, Text detail) {
        faults.add(Fault.ofParameter(name, detail));
    }

    private static Optional<StateFilter> stateFilter(String text) {
        return Arrays.stream(StateFilter.values())
                .filter(states -> states.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= NoticeQuery.MAX_LIMIT);
    }

    private static Optional<String> search(String text) {
        return Optional.of(text)
                .filter(search -> search.codePointCount(0, search.length()) <= NoticeQuery.MAX_SEARCH_LENGTH);
    }

    private static Optional<String> notBlank(String text) {
        return Optional.of(text).filter(given -> !given.isBlank());
    }

    /** A request for one page of a list. */
    record ListRequest(NoticeQuery query, Optional<Cursor> cursor) {}
}
