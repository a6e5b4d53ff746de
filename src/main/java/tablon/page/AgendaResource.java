package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Function;
import tablon.campus.CampusStore;
import tablon.notice.EventStore;
import tablon.notice.EventStore.Events;
import tablon.notice.EventStore.Place;
import tablon.notice.NoticeFilter;
import tablon.route.Shared;

/**
 * The agenda: events that have not ended, those that have ({@code ?antes=}), or those of a month ({@code ?mes=}). An invalid
 * value counts as an empty one: the list starts at its beginning, and the month is the current one.
 */
@Path(AgendaPage.PATH)
public final class AgendaResource {
    private static final String TEMPLATE = "agenda.jte";
    private static final int PAGE_SIZE = 50;

    private final Pages pages;
    private final EventStore events;
    private final CampusStore campuses;
    private final FilterParameters filters;

    public AgendaResource(Pages pages, EventStore events, CampusStore campuses, FilterParameters filters) {
        this.pages = pages;
        this.events = events;
        this.campuses = campuses;
        this.filters = filters;
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Shared({"campus", "etiqueta", "q", "cursor", "antes", "mes", "lang"})
    public Response get(@Context ContainerRequestContext context) {
        var address = context.getUriInfo();
        var request = pages.request(context);
        var given = filters.read(address);
        var filter = new NoticeFilter(given.campus(), given.label(), given.search(), false);
        if (has(address, "mes")) {
            return month(request, filter, month(address));
        }
        return has(address, "antes")
                ? ended(request, filter, place(address, "antes").or(() -> day(address)))
                : upcoming(request, filter, place(address, "cursor"));
    }

    private Response upcoming(PageRequest request, NoticeFilter filter, Optional<Place> after) {
        var found = events.upcoming(filter, after, PAGE_SIZE);
        return after.isPresent() && found.notices().isEmpty()
                ? upcoming(request, filter, Optional.empty())
                : list(request, filter, found, after, false);
    }

    private Response ended(PageRequest request, NoticeFilter filter, Optional<Place> before) {
        var found = events.ended(filter, before, PAGE_SIZE);
        return before.isPresent() && found.notices().isEmpty()
                ? ended(request, filter, Optional.empty())
                : list(request, filter, found, before, true);
    }

    private Response list(PageRequest request, NoticeFilter filter, Events found, Optional<Place> from, boolean ended) {
        var first = request.board(filter, Optional.empty()).on(ended ? AgendaPage.ENDED : AgendaPage.PATH);
        var page = from.map(place -> first.on(AgendaPage.list(ended, place))).orElse(first);
        var dates = pages.dates(request.language());
        return pages.list(
                request,
                campuses.all(),
                first,
                page,
                TEMPLATE,
                frame -> AgendaPage.list(request, frame, dates, found, from.isPresent(), ended));
    }

    private Response month(PageRequest request, NoticeFilter filter, Optional<YearMonth> given) {
        var dates = pages.dates(request.language());
        var month = given.orElse(YearMonth.from(dates.today()));
        var found = events.in(filter, month, AgendaPage.MAX_IN_MONTH + 1);
        var board = request.board(filter, Optional.empty()).on(AgendaPage.list(month));
        return pages.list(
                request,
                campuses.all(),
                board,
                board,
                TEMPLATE,
                frame -> AgendaPage.month(request, frame, dates, month, found));
    }

    private static boolean has(UriInfo address, String parameter) {
        return address.getQueryParameters().containsKey(parameter);
    }

    private static Optional<Place> place(UriInfo address, String parameter) {
        return FilterParameters.parameter(address, parameter).flatMap(Place::decode);
    }

    /** The place before a day, such as {@code 2026-11-24}. */
    private Optional<Place> day(UriInfo address) {
        return FilterParameters.parameter(address, "antes")
                .filter(text -> text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                .flatMap(text -> valid(text, LocalDate::parse))
                .map(day -> Place.before(day, pages.zone()));
    }

    private static Optional<YearMonth> month(UriInfo address) {
        return FilterParameters.parameter(address, "mes")
                .filter(text -> text.matches("[0-9]{4}-[0-9]{2}"))
                .flatMap(text -> valid(text, YearMonth::parse))
                .filter(month -> month.getYear() >= AgendaPage.MIN_YEAR);
    }

    private static <T> Optional<T> valid(String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException invalid) {
            return Optional.empty();
        }
    }
}
