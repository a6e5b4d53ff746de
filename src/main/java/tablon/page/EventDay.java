package tablon.page;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tablon.notice.Notice;

/**
 * The events of one day, or those under way.
 *
 * @param date empty for those under way
 * @param name such as {@code Today} or {@code Wednesday}
 * @param text what the name does not say of the date
 * @param count the number of events, those that are left out included
 */
public record EventDay(Optional<LocalDate> date, String name, String text, List<EventRow> events, int count) {
    /** How many events that began before are repeated on a day of a month. */
    private static final int MAX_CONTINUED = 10;

    static EventDay of(LocalDate date, List<Notice> events, Frame frame, Dates dates) {
        return of(date, events, events.size(), events.size(), frame, dates);
    }

    static EventDay underWay(List<Notice> events, Frame frame, Dates dates) {
        var rows = rows(events, events.size(), dates.today(), frame, dates);
        return new EventDay(Optional.empty(), frame.text("agenda.under-way"), "", rows, rows.size());
    }

    /** The days of a month that have events. Each has those that begin on it, and then some of those that continue. */
    static List<EventDay> ofMonth(YearMonth month, List<Notice> events, Frame frame, Dates dates) {
        var beginning = new TreeMap<LocalDate, List<Notice>>();
        var continued = new TreeMap<LocalDate, List<Notice>>();
        for (var event : events) {
            var first = later(first(event, dates), month.atDay(1));
            var last = last(event, dates);
            beginning.computeIfAbsent(first, day -> new ArrayList<>()).add(event);
            for (var day = first.plusDays(1);
                    !day.isAfter(last) && !day.isAfter(month.atEndOfMonth());
                    day = day.plusDays(1)) {
                continued.computeIfAbsent(day, key -> new ArrayList<>()).add(event);
            }
        }
        var days = new ArrayList<EventDay>();
        for (var day = month.atDay(1); !day.isAfter(month.atEndOfMonth()); day = day.plusDays(1)) {
            var shown = new ArrayList<>(beginning.getOrDefault(day, List.of()));
            var others = continued.getOrDefault(day, List.of());
            int begin = shown.size();
            int count = begin + others.size();
            shown.addAll(others.subList(0, Math.min(others.size(), MAX_CONTINUED)));
            if (count > 0) {
                days.add(of(day, shown, begin, count, frame, dates));
            }
        }
        return days;
    }

    /** @param beginning how many of the events, the first ones, have all their facts on this day */
    private static EventDay of(
            LocalDate date, List<Notice> events, int beginning, int count, Frame frame, Dates dates) {
        var day = Day.of(date, List.of(), frame, dates);
        var rows = rows(events, beginning, date, frame, dates);
        return new EventDay(Optional.of(date), day.name(), day.text(), rows, count);
    }

    private static List<EventRow> rows(List<Notice> events, int beginning, LocalDate day, Frame frame, Dates dates) {
        return IntStream.range(0, events.size())
                .mapToObj(i -> EventRow.of(events.get(i), day, i >= beginning, frame, dates))
                .toList();
    }

    static LocalDate first(Notice event, Dates dates) {
        var occasion = event.occasion();
        return occasion == null ? dates.day(event.published()) : occasion.firstDay(dates.zone());
    }

    /** The last day on which it is listed: an event at night is listed on the day on which it starts. */
    private static LocalDate last(Notice event, Dates dates) {
        var occasion = event.occasion();
        return occasion == null || EventRow.isNight(occasion) ? first(event, dates) : occasion.lastDay(dates.zone());
    }

    /** Whether the notice is of an event that ends on this day. */
    static boolean isLast(LocalDate day, Notice notice, Dates dates) {
        var occasion = notice.occasion();
        return occasion != null && day.equals(occasion.lastDay(dates.zone()));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** The number of events that are left out. */
    public int more() {
        return count - events.size();
    }

    /** The value of an attribute {@code id}; null for those under way. */
    public @Nullable String id() {
        return date.map(day -> "dia-" + day).orElse(null);
    }
}
