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
import tablon.notice.NoticeQuery.Show;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/** The query parameters of a list of notices, read strictly: what is wrong or unknown is told, all of it at once. */
final class NoticeParameters {
    private static final int MOST_UNKNOWN = 20;
    private static final List<String> NAMES = List.of("campus", "q", "state", "limit", "cursor");

    private final MultivaluedMap<String, String> sent;
    private final List<Fault> faults = new ArrayList<>();

    private NoticeParameters(MultivaluedMap<String, String> sent) {
        this.sent = sent;
    }

    /**
     * Which notices {@code sent} asks for, and from where on.
     *
     * @throws Problem 400 that names every parameter that is wrong, 404 where the campus is unknown
     */
    static Asked read(MultivaluedMap<String, String> sent, CampusStore campuses) {
        return new NoticeParameters(sent).read(campuses);
    }

    /** Whether {@code sent} asks for notices that readers do not see. */
    static boolean asksForHidden(MultivaluedMap<String, String> sent) {
        return Optional.ofNullable(sent.getFirst("state"))
                .flatMap(NoticeParameters::show)
                .filter(show -> show != Show.VISIBLE)
                .isPresent();
    }

    private Asked read(CampusStore campuses) {
        int unnamed = refuseUnknown();
        sent.forEach((name, values) -> {
            if (NAMES.contains(name) && values.size() > 1) {
                refuse(name, Text.of("fault.parameter.repeated"));
            }
        });
        var show = one("state", Text.of("fault.parameter.state"), NoticeParameters::show)
                .orElse(Show.VISIBLE);
        int limit = one("limit", Text.of("fault.parameter.limit", NoticeQuery.LARGEST_LIMIT), NoticeParameters::limit)
                .orElse(NoticeQuery.DEFAULT_LIMIT);
        var cursor = one("cursor", Text.of("fault.parameter.cursor"), Cursor::decode);
        var search = one("q", Text.of("fault.parameter.q", NoticeQuery.LONGEST_SEARCH), NoticeParameters::search);
        int wrong = faults.size() + unnamed;
        if (unnamed > 0) {
            refuse("", Text.of("fault.parameter.unknown.more", unnamed));
        }
        if (wrong > 0) {
            throw Problem.parameters(faults, wrong);
        }
        var campus = Optional.ofNullable(sent.getFirst("campus"))
                .map(code -> campuses.find(code).orElseThrow(() -> Problem.of(404, "problem.campus.unknown", code)));
        return new Asked(new NoticeQuery(campus.map(Campus::code), search, show, limit), cursor);
    }

    /** Names up to {@link #MOST_UNKNOWN} parameters that are not ours, and answers how many more there are. */
    private int refuseUnknown() {
        var unknown =
                sent.keySet().stream().filter(name -> !NAMES.contains(name)).toList();
        unknown.stream()
                .limit(MOST_UNKNOWN)
                .forEach(name -> refuse(name, Text.of("fault.parameter.unknown", String.join(", ", NAMES))));
        return Math.max(0, unknown.size() - MOST_UNKNOWN);
    }

    private <T> Optional<T> one(String name, Text right, Function<String, Optional<T>> reader) {
        return Optional.ofNullable(sent.getFirst(name)).flatMap(text -> {
            var value = reader.apply(text);
            if (value.isEmpty()) {
                refuse(name, right);
            }
            return value;
        });
    }

    private void refuse(String name, Text detail) {
        faults.add(Fault.ofParameter(name, detail));
    }

    private static Optional<Show> show(String text) {
        return Arrays.stream(Show.values())
                .filter(show -> show.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= NoticeQuery.LARGEST_LIMIT);
    }

    private static Optional<String> search(String text) {
        return Optional.of(text)
                .filter(search -> search.codePointCount(0, search.length()) <= NoticeQuery.LONGEST_SEARCH);
    }

    /** What a client asked for. */
    record Asked(NoticeQuery query, Optional<Cursor> cursor) {}
}
