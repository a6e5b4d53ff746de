package tablon.feed;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.notice.EventStore;
import tablon.notice.EventStore.Events;
import tablon.notice.EventStore.Place;
import tablon.notice.NoticeFilter;
import tablon.page.FilterParameters;
import tablon.page.Site;
import tablon.route.Shared;
import tablon.text.Text;

/** The visible events as a calendar: at most 1,000 or about 1 MiB, those that have not ended first; and the cancelled ones. */
@Path("calendario.ics")
public final class CalendarResource {
    /** Limits memory: an event that is read may take 80 KB, and one that is written takes 2 KB. */
    private static final int PAGE = 25;

    private static final int MAX_CANCELLED = 100;

    private final EventStore events;
    private final CampusStore campuses;
    private final FilterParameters filters;
    private final Site site;
    private final ZoneId zone;

    public CalendarResource(EventStore events, CampusStore campuses, FilterParameters filters, Site site, ZoneId zone) {
        this.events = events;
        this.campuses = campuses;
        this.filters = filters;
        this.site = site;
        this.zone = zone;
    }

    /** Without {@code @Produces}, so that no {@code Accept} header is refused: programs send odd ones. */
    @GET
    @PermitAll
    @Shared({"campus", "etiqueta", "q"})
    public Response get(@Context UriInfo address) {
        var filter = filters.read(address);
        var names = campuses.all().stream().collect(Collectors.toMap(Campus::code, Campus::name));
        var calendar = new Calendar(address.getBaseUri(), zone, names);
        addAll(calendar, after -> events.upcoming(filter, after, PAGE));
        addAll(calendar, before -> events.ended(filter, before, PAGE));
        var cancelled = Text.of("calendar.cancelled").in(site.language());
        events.cancelled(filter, MAX_CANCELLED).forEach(event -> calendar.add(event, cancelled));
        return Response.ok(calendar.write(name(filter, names)), "text/calendar;charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"calendario.ics\"")
                .build();
    }

    private static void addAll(Calendar calendar, Function<Optional<Place>, Events> list) {
        var place = Optional.<Place>empty();
        do {
            var page = list.apply(place);
            page.notices().forEach(calendar::add);
            place = page.next();
        } while (place.isPresent() && !calendar.isFull());
    }

    /** The name of the board and of the filter. */
    private String name(NoticeFilter filter, Map<String, String> names) {
        return Stream.of(
                        Optional.of(site.boardName()),
                        filter.campus().map(code -> names.getOrDefault(code, code)),
                        filter.label(),
                        filter.search())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }
}
