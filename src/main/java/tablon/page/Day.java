package tablon.page;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The notices of one day.
 *
 * @param name such as {@code Today} or {@code Wednesday}
 * @param text what the name does not say of the date
 */
public record Day(LocalDate date, String name, String text, List<Teaser> teasers) {

    /** Groups notices by day, in the order of the list. */
    static List<Day> of(List<Teaser> teasers, Frame frame, Dates dates) {
        return teasers.stream()
                .collect(Collectors.groupingBy(
                        teaser -> dates.day(teaser.notice().published()), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(day -> of(day.getKey(), day.getValue(), frame, dates))
                .toList();
    }

    static Day of(LocalDate date, List<Teaser> teasers, Frame frame, Dates dates) {
        var text = dates.dateInYear(date);
        long daysFromNow = ChronoUnit.DAYS.between(dates.today(), date);
        if (Math.abs(daysFromNow) <= 1) {
            var name = frame.text(daysFromNow == 0 ? "today" : daysFromNow < 0 ? "yesterday" : "tomorrow");
            return new Day(date, name, dates.weekday(date) + ", " + text, teasers);
        }
        var name = dates.weekday(date);
        return new Day(date, name.substring(0, 1).toUpperCase(dates.locale()) + name.substring(1), text, teasers);
    }
}
