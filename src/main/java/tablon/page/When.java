package tablon.page;

import tablon.notice.Occasion;

/** When an event takes place, in words. */
public final class When {
    private When() {}

    /**
     * Such as {@code Tuesday, 24 November 2026, from 18:00 to 20:00} or {@code from 24 to 26 November 2026}. It begins with a
     * small letter in Spanish, and does not name the time zone.
     */
    public static String text(Occasion occasion, Dates dates, Frame frame) {
        var first = occasion.firstDay(dates.zone());
        var last = occasion.lastDay(dates.zone());
        if (occasion.wholeDays()) {
            return first.equals(last)
                    ? frame.text("when.day", dates.date(first))
                    : frame.text("when.days", dates.start(first, last), dates.dateWithoutWeekday(last));
        }
        var from = dates.time(occasion.starts());
        var ends = occasion.ends();
        if (ends == null) {
            return frame.text("when.time", dates.date(first), from);
        }
        var until = dates.time(ends);
        // an end at midnight belongs to the day that ends then
        return first.equals(last)
                ? frame.text("when.times", dates.date(first), from, until)
                : frame.text("when.moments", dates.date(first), from, dates.date(dates.day(ends)), until);
    }

    /** The same with the name of the time zone, which whole days do not have. */
    public static String textWithZone(Occasion occasion, Dates dates, Frame frame) {
        var text = text(occasion, dates, frame);
        if (occasion.wholeDays()) {
            return text;
        }
        var ends = occasion.ends();
        var zone = dates.zoneName(occasion.starts());
        var later = ends == null ? zone : dates.zoneName(ends);
        // two names, if daylight saving repeats one of the times
        return frame.text("when.zone", text, zone.equals(later) ? zone : zone + ", " + later);
    }
}
