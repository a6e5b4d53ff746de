package tablon.page;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tablon.notice.EventStore.Events;
import tablon.notice.EventStore.Place;
import tablon.notice.Notice;
import tablon.notice.NoticeFilter;
import tablon.page.Phrase.Quote;

/**
 * The model of a page of the agenda.
 *
 * @param month the table above the days; empty in a list
 * @param first a link to the beginning of the list, on later pages
 * @param next a link to the next page
 * @param truncated whether the month has more events than are shown
 */
public record AgendaPage(
        Frame frame,
        Dates dates,
        Head head,
        Phrase heading,
        Optional<MonthTable> month,
        List<EventDay> days,
        Optional<String> first,
        Optional<String> next,
        boolean truncated) {
    public static final String PATH = "agenda";
    static final String ENDED = PATH + "?antes=";

    /** More events of a month are not shown. */
    public static final int MAX_IN_MONTH = 500;

    static final int MIN_YEAR = 1;

    /** The address of a month, relative to the board. */
    static String list(YearMonth month) {
        return PATH + "?mes=" + month;
    }

    /** @param continues whether the list is continued from another page */
    static AgendaPage list(
            PageRequest request, Frame frame, Dates dates, Events events, boolean continues, boolean ended) {
        var board = frame.board();
        var name = frame.phrase(ended ? "agenda.ended" : "agenda");
        var heading = filtered(name, frame);
        if (continues && !events.notices().isEmpty()) {
            heading = heading.followedBy(": " + period(frame, dates, events.notices()));
        }
        return new AgendaPage(
                frame,
                dates,
                head(request, frame, heading, !continues && !ended),
                heading,
                Optional.empty(),
                days(events.notices(), frame, dates, ended),
                Optional.of(board.path()).filter(path -> continues),
                events.next().map(place -> board.on(list(ended, place)).path()),
                false);
    }

    /** The address of a list that continues at a place, relative to the board. */
    static String list(boolean ended, Place place) {
        return (ended ? ENDED : PATH + "?cursor=") + place.encode();
    }

    /** @param events at most one more than are shown */
    static AgendaPage month(PageRequest request, Frame frame, Dates dates, YearMonth month, List<Notice> events) {
        var shown = events.subList(0, Math.min(events.size(), MAX_IN_MONTH));
        var heading = filtered(frame.phrase("agenda.month", dates.month(month)), frame);
        var days = EventDay.ofMonth(month, shown, frame, dates);
        return new AgendaPage(
                frame,
                dates,
                head(request, frame, heading, month.equals(YearMonth.from(dates.today()))),
                heading,
                Optional.of(MonthTable.of(month, days, frame, dates)),
                days,
                Optional.empty(),
                Optional.empty(),
                events.size() > shown.size());
    }

    /** Events that began before today are one group, ahead of the days. */
    private static List<EventDay> days(List<Notice> events, Frame frame, Dates dates, boolean ended) {
        var days = new ArrayList<EventDay>();
        var groups = events.stream()
                .collect(Collectors.groupingBy(
                        event -> EventDay.first(event, dates), LinkedHashMap::new, Collectors.toList()));
        var running = new ArrayList<Notice>();
        groups.forEach((day, notices) -> {
            if (!ended && day.isBefore(dates.today())) {
                running.addAll(notices);
            } else {
                days.add(EventDay.of(day, notices, frame, dates));
            }
        });
        if (!running.isEmpty()) {
            days.add(0, EventDay.underWay(running, frame, dates));
        }
        return days;
    }

    private static Phrase filtered(Phrase name, Frame frame) {
        var heading = name;
        var filter = frame.board().filter();
        if (filter.campus().isPresent()) {
            heading = heading.followedBy(" · ").followedBy(frame.place());
        }
        if (filter.label().isPresent()) {
            heading = heading.followedBy(" · ")
                    .followedBy(Phrase.of(new Quote(filter.label().get(), null)));
        }
        if (filter.search().isPresent()) {
            heading = heading.followedBy(" · ")
                    .followedBy(frame.phrase(
                            "agenda.words", new Quote(filter.search().get(), null)));
        }
        return heading;
    }

    private static String period(Frame frame, Dates dates, List<Notice> events) {
        var days = events.stream()
                .map(event -> EventDay.first(event, dates))
                .sorted(Comparator.naturalOrder())
                .toList();
        var first = days.get(0);
        var last = days.get(days.size() - 1);
        var end = dates.dateWithoutWeekday(last);
        return first.equals(last) ? end : frame.text("period", dates.start(first, last), end);
    }

    private static Head head(PageRequest request, Frame frame, Phrase heading, boolean lasting) {
        var board = frame.board();
        var place = board.campus().isPresent() ? frame.place().text() : frame.boardName();
        return new Head(
                heading.text(),
                frame.text("agenda.about", place),
                lasting && board.search().isEmpty()
                        ? Optional.of(request.absolute(
                                board.inLanguage(Optional.empty()).path()))
                        : Optional.empty(),
                Optional.empty());
    }

    public boolean isUpcoming() {
        return frame.board().list().equals(PATH);
    }

    public boolean isEnded() {
        return frame.board().list().equals(ENDED);
    }

    public String upcomingPath() {
        return frame.board().on(PATH).path();
    }

    public String endedPath() {
        return frame.board().on(ENDED).path();
    }

    /** The month that is shown, or the current one. */
    public String monthPath() {
        var shown = month.map(MonthTable::month).orElse(YearMonth.from(dates.today()));
        return frame.board().on(list(shown)).path();
    }

    /** Whether a label or a search restricts it, which the masthead does not show. */
    public boolean isFiltered() {
        var filter = frame.board().filter();
        return filter.label().isPresent() || filter.search().isPresent();
    }

    /** The key of the text of an empty page. */
    public String emptyText() {
        if (isFiltered()) {
            return "agenda.empty.filtered";
        }
        return isUpcoming() ? "agenda.empty" : isEnded() ? "agenda.empty.ended" : "agenda.empty.month";
    }

    /** The same list without label and search. */
    public String unfilteredPath() {
        return frame.board().with(NoticeFilter.NONE.in(frame.board().campus())).path();
    }

    /** The notices of the events, in the order in which they were published. */
    public String noticesPath() {
        var filter = frame.board().filter();
        return frame.board()
                .on("")
                .with(new NoticeFilter(filter.campus(), filter.label(), filter.search(), true))
                .path();
    }
}
