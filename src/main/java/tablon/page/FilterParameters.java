package tablon.page;

import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.notice.LabelStore;
import tablon.notice.NoticeFilter;
import tablon.notice.NoticeQuery;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/**
 * Reads the filter of a page or a feed: {@code campus}, {@code etiqueta}, {@code q} and {@code evento}. Empty and unknown
 * parameters are ignored.
 */
public final class FilterParameters {
    private final CampusStore campuses;
    private final LabelStore labels;

    public FilterParameters(CampusStore campuses, LabelStore labels) {
        this.campuses = campuses;
        this.labels = labels;
    }

    /**
     * The filter, with the campus and the label as the board spells them.
     *
     * @throws Problem 404 if the campus is unknown, 400 if the search is too long
     */
    public NoticeFilter read(UriInfo address) {
        return new NoticeFilter(
                parameter(address, "campus").map(this::campus).map(Campus::code),
                parameter(address, "etiqueta").map(name -> labels.spelling(name).orElse(name)),
                parameter(address, "q").map(FilterParameters::search),
                parameter(address, "evento").filter("true"::equals).isPresent());
    }

    private Campus campus(String code) {
        return campuses.find(code).orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_CAMPUS, code));
    }

    private static String search(String words) {
        int length = words.codePointCount(0, words.length());
        if (length > NoticeQuery.MAX_SEARCH_LENGTH) {
            throw Problem.of(ProblemType.SEARCH_TOO_LONG, NoticeQuery.MAX_SEARCH_LENGTH, length);
        }
        return words;
    }

    /** The value of a parameter without white space around it; empty if it is absent or blank. */
    public static Optional<String> parameter(UriInfo address, String name) {
        return Optional.ofNullable(address.getQueryParameters().getFirst(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
