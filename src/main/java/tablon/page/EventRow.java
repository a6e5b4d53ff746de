package tablon.page;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tablon.notice.Notice;
import tablon.notice.Occasion;
import tablon.notice.SearchWords;
import tablon.page.markdown.Span;

/**
 * An event as the agenda lists it under a day.
 *
 * @param title its title, with the hits of a search marked
 * @param time when it takes place on the day under which it is listed
 * @param period its first and last day, if it has several
 * @param place where it takes place
 * @param campus the name of its campus, unless the page has only this one
 * @param isContinued whether another day of the page has all these facts
 */
public record EventRow(
        Notice notice,
        String path,
        List<Span> title,
        String time,
        Optional<String> period,
        Optional<String> place,
        Optional<String> campus,
        boolean isContinued) {
    /** An event that ends on the next day is shown as one of the day on which it starts, if it is shorter. */
    private static final Duration NIGHT = Duration.ofHours(12);

    static EventRow of(Notice notice, LocalDate day, boolean isContinued, Frame frame, Dates dates) {
        var board = frame.board();
        var occasion = Optional.ofNullable(notice.occasion());
        return new EventRow(
                notice,
                board.notice(notice.id()),
                board.search()
                        .map(words -> Span.of(notice.title(), SearchWords.of(words)))
                        .orElseGet(() -> List.of(new Span(notice.title(), false))),
                occasion.map(when -> time(when, day, frame, dates)).orElse(""),
                occasion.flatMap(when -> period(when, frame, dates)),
                Optional.ofNullable(notice.place()).map(EventRow::inOneLine),
                Optional.of(frame.nameOf(notice.campus()))
                        .filter(name -> board.campus().isEmpty()),
                isContinued);
    }

    private static String time(Occasion occasion, LocalDate day, Frame frame, Dates dates) {
        var first = occasion.firstDay(dates.zone());
        var last = occasion.lastDay(dates.zone());
        var ends = occasion.ends();
        boolean isLast = day.equals(last) && !first.equals(last);
        if (occasion.wholeDays()) {
            return frame.text(isLast ? "agenda.last-day" : "agenda.whole-day");
        }
        if (!day.equals(first)) {
            return isLast && ends != null
                    ? frame.text("agenda.ends", dates.endTime(ends))
                    : frame.text("agenda.continues");
        }
        var start = dates.time(occasion.starts());
        return ends != null && (first.equals(last) || isNight(occasion)) ? start + "–" + dates.endTime(ends) : start;
    }

    private static Optional<String> period(Occasion occasion, Frame frame, Dates dates) {
        var first = occasion.firstDay(dates.zone());
        var last = occasion.lastDay(dates.zone());
        return first.equals(last) || isNight(occasion)
                ? Optional.empty()
                : Optional.of(frame.text("agenda.period", dates.shortDate(first), dates.shortDate(last)));
    }

    static boolean isNight(Occasion occasion) {
        var ends = occasion.ends();
        return !occasion.wholeDays()
                && ends != null
                && Duration.between(occasion.starts(), ends).compareTo(NIGHT) < 0;
    }

    public boolean hasFacts() {
        return !isContinued && (period.isPresent() || place.isPresent() || campus.isPresent());
    }

    /** When it takes place, in short, for lists that are not ordered by it: such as {@code 24 nov, 18:00}. */
    static Optional<String> when(Notice notice, Frame frame, Dates dates) {
        return Optional.ofNullable(notice.occasion())
                .map(occasion -> period(occasion, frame, dates).orElseGet(() -> {
                    var day = dates.shortDate(occasion.firstDay(dates.zone()));
                    return occasion.wholeDays() ? day : day + ", " + dates.time(occasion.starts());
                }));
    }

    /** The lines of a place, separated by commas. */
    static String inOneLine(String place) {
        return place.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(", "));
    }
}
