package tablon.page;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import tablon.json.LocalTimes;
import tablon.text.Language;

/**
 * Formats days and times for readers, in their language and the time zone of the board. The patterns are written out because
 * those of the JDK differ between versions. English dates are British.
 *
 * @param today the current day; a short date has a year only if it is another one
 */
public record Dates(Language language, ZoneId zone, LocalDate today) {
    private static final Locale SPANISH = Locale.forLanguageTag("es-ES");

    public LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** The last day on which something is visible that expires at {@code expiry}, which may be midnight. */
    public LocalDate lastDay(Instant expiry) {
        return day(expiry.minus(Duration.ofMillis(1)));
    }

    /** Such as {@code domingo, 22 de noviembre de 2026}. */
    public String date(LocalDate day) {
        return format(day, "EEEE, d 'de' MMMM 'de' uuuu", "EEEE, d MMMM uuuu");
    }

    /** Such as {@code 22 de noviembre de 2026}. */
    public String dateWithoutWeekday(LocalDate day) {
        return format(day, "d 'de' MMMM 'de' uuuu", "d MMMM uuuu");
    }

    /** Such as {@code 22 de noviembre}, with the year if it is not the current one. A line breaks only before the year. */
    public String dateInYear(LocalDate day) {
        return isThisYear(day)
                ? format(day, "d\u00A0'de'\u00A0MMMM", "d\u00A0MMMM")
                : format(day, "d\u00A0'de'\u00A0MMMM 'de'\u00A0uuuu", "d\u00A0MMMM uuuu");
    }

    /** Such as {@code 22 nov}, with the year if it is not the current one. */
    public String shortDate(LocalDate day) {
        var pattern = isThisYear(day) ? "d LLL" : "d LLL uuuu";
        return format(day, pattern, pattern).replace(".", "");
    }

    /** Such as {@code noviembre de 2026}. */
    public String month(YearMonth month) {
        return format(month, "MMMM 'de' uuuu", "MMMM uuuu");
    }

    /** Such as {@code noviembre}, with the year if it is another one than in {@code shown}. */
    String month(YearMonth month, YearMonth shown) {
        return month.getYear() == shown.getYear() ? format(month, "MMMM", "MMMM") : month(month);
    }

    /** Such as {@code dom}. */
    public String shortWeekday(DayOfWeek day) {
        return format(day, "EEE", "EEE").replace(".", "");
    }

    public String weekday(DayOfWeek day) {
        return format(day, "EEEE", "EEEE");
    }

    /** Such as {@code domingo}. */
    public String weekday(LocalDate day) {
        return format(day, "EEEE", "EEEE");
    }

    /** The beginning of the period from {@code first} to {@code last}, without what its end repeats. */
    public String start(LocalDate first, LocalDate last) {
        if (first.getYear() != last.getYear()) {
            return dateWithoutWeekday(first);
        }
        return first.getMonth() == last.getMonth()
                ? String.valueOf(first.getDayOfMonth())
                : format(first, "d 'de' MMMM", "d MMMM");
    }

    /** The time of day, by a clock of 24 hours. */
    public String time(Instant instant) {
        return format(instant.atZone(zone), "H:mm", "HH:mm");
    }

    /** The time of day at which something ends: {@code 24:00} at the end of a day. */
    public String endTime(Instant instant) {
        return instant.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT) ? "24:00" : time(instant);
    }

    /** The name of the time zone at a time: with the season, if daylight saving repeats that time of the clock. */
    public String zoneName(Instant instant) {
        return LocalTimes.isRepeated(instant, zone) ? format(instant.atZone(zone), "zzzz", "zzzz") : zoneName();
    }

    /** The name of the time zone, such as {@code hora de Europa central}. */
    public String zoneName() {
        return zone.getDisplayName(TextStyle.FULL, locale());
    }

    private boolean isThisYear(LocalDate day) {
        return day.getYear() == today.getYear();
    }

    private String format(TemporalAccessor moment, String spanish, String english) {
        var pattern = language == Language.ENGLISH ? english : spanish;
        return DateTimeFormatter.ofPattern(pattern, locale()).format(moment);
    }

    Locale locale() {
        return language == Language.ENGLISH ? Locale.UK : SPANISH;
    }
}
