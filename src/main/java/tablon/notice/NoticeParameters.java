package tablon.notice;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.json.Parameters;
import tablon.notice.NoticeQuery.StateFilter;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.text.Text;

/** Reads the query parameters of a list of notices. All invalid and unknown parameters are reported at once. */
final class NoticeParameters {
    private static final List<String> NAMES = List.of("campus", "label", "q", "event", "state", "limit", "cursor");

    private NoticeParameters() {}

    /**
     * Reads the query and the cursor.
     *
     * @throws Problem 400 with all invalid parameters, 404 if the campus is unknown
     */
    static ListRequest read(MultivaluedMap<String, String> sent, CampusStore campuses) {
        var parameters = new Parameters(sent, NAMES);
        var states = parameters
                .parse("state", Text.of("fault.unknown-state"), NoticeParameters::stateFilter)
                .orElse(StateFilter.VISIBLE);
        int limit = parameters.limit(NoticeQuery.MAX_LIMIT).orElse(NoticeQuery.DEFAULT_LIMIT);
        var cursor = parameters.parse("cursor", Text.of("fault.invalid-cursor"), Cursor::decode);
        var search = parameters.parse(
                "q", Text.of("fault.search-too-long", NoticeQuery.MAX_SEARCH_LENGTH), NoticeParameters::search);
        var label = parameters.parse("label", Text.of("fault.empty"), NoticeParameters::notBlank);
        var events = parameters.parse("event", Text.of("fault.only-true"), NoticeParameters::isTrue);
        if (states.outside().isPresent()) {
            search.ifPresent(given -> parameters.refuse("q", Text.of("fault.state-without-search")));
            label.ifPresent(given -> parameters.refuse("label", Text.of("fault.state-without-search")));
            events.ifPresent(given -> parameters.refuse("event", Text.of("fault.state-without-search")));
        }
        var code = parameters.parse("campus", Text.of("fault.empty"), NoticeParameters::notBlank);
        parameters.check();
        var campus = code.map(
                given -> campuses.find(given).orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_CAMPUS, given)));
        var filter = new NoticeFilter(campus.map(Campus::code), label, search, events.isPresent());
        return new ListRequest(new NoticeQuery(filter, states, limit), cursor);
    }

    /** The notices that the list includes although readers do not see them; empty if there are none. */
    static Optional<StateFilter> requestedHidden(MultivaluedMap<String, String> sent) {
        return Optional.ofNullable(sent.getFirst("state"))
                .flatMap(NoticeParameters::stateFilter)
                .filter(states -> states != StateFilter.VISIBLE);
    }

    private static Optional<StateFilter> stateFilter(String text) {
        return Arrays.stream(StateFilter.values())
                .filter(states -> states.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Optional<String> search(String text) {
        return Optional.of(text)
                .filter(search -> search.codePointCount(0, search.length()) <= NoticeQuery.MAX_SEARCH_LENGTH);
    }

    private static Optional<String> notBlank(String text) {
        return Optional.of(text).filter(given -> !given.isBlank());
    }

    private static Optional<Boolean> isTrue(String text) {
        return Optional.of(true).filter(value -> text.equals("true"));
    }

    /** A request for one page of a list. */
    record ListRequest(NoticeQuery query, Optional<Cursor> cursor) {}
}
