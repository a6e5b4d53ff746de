package tablon.page;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A month as a table.
 *
 * @param name such as {@code November 2026}
 * @param previous a link to the month before it; empty before the first year
 * @param next a link to the month after it
 * @param weeks seven days each, from Monday; the days of other months have no number
 */
public record MonthTable(
        YearMonth month, String name, Optional<Other> previous, Optional<Other> next, List<List<Cell>> weeks) {
    private static final int MAX_YEAR = 9999;

    static MonthTable of(YearMonth month, List<EventDay> days, Frame frame, Dates dates) {
        Map<LocalDate, EventDay> byDate =
                days.stream().collect(Collectors.toMap(day -> day.date().orElseThrow(), Function.identity()));
        var weeks = new ArrayList<List<Cell>>();
        for (var monday = month.atDay(1).with(DayOfWeek.MONDAY);
                !monday.isAfter(month.atEndOfMonth());
                monday = monday.plusWeeks(1)) {
            var week = new ArrayList<Cell>();
            for (var day = monday; day.isBefore(monday.plusWeeks(1)); day = day.plusDays(1)) {
                week.add(new Cell(
                        day,
                        YearMonth.from(day).equals(month),
                        day.equals(dates.today()),
                        Optional.ofNullable(byDate.get(day))));
            }
            weeks.add(week);
        }
        return new MonthTable(
                month, dates.month(month), other(month, -1, frame, dates), other(month, 1, frame, dates), weeks);
    }

    private static Optional<Other> other(YearMonth shown, int months, Frame frame, Dates dates) {
        return Optional.of(shown.plusMonths(months))
                .filter(month -> month.getYear() >= AgendaPage.MIN_YEAR && month.getYear() <= MAX_YEAR)
                .map(month -> new Other(frame.board().on(AgendaPage.list(month)).path(), dates.month(month, shown)));
    }

    public DayOfWeek[] weekdays() {
        return DayOfWeek.values();
    }

    /** A link to another month. */
    public record Other(String path, String name) {}

    /**
     * A day in the table.
     *
     * @param isInMonth whether it has a number
     */
    public record Cell(LocalDate date, boolean isInMonth, boolean isToday, Optional<EventDay> events) {
        /** How many events have their title in the cell. */
        private static final int MAX_TITLES = 3;

        public List<EventRow> titles() {
            return events.map(
                            day -> day.events().subList(0, Math.min(day.events().size(), MAX_TITLES)))
                    .orElse(List.of());
        }

        public int count() {
            return events.map(EventDay::count).orElse(0);
        }

        public String dots() {
            return "•".repeat(Math.min(count(), MAX_TITLES));
        }
    }
}
