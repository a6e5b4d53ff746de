package tablon.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes moments as people of the campus read them.
 *
 * @param today decides whether a year must be told
 */
public record Dates(Locale locale, ZoneId zone, LocalDate today) {

    public String dayOfMonth(Instant moment) {
        return String.valueOf(at(moment).getDayOfMonth());
    }

    /** The month in three or four letters. */
    public String month(Instant moment) {
        return DateTimeFormatter.ofPattern("LLL", locale).format(at(moment)).replace(".", "");
    }

    /** The year; empty where it is this one. */
    public Optional<String> year(Instant moment) {
        int year = at(moment).getYear();
        return year == today.getYear() ? Optional.empty() : Optional.of(String.valueOf(year));
    }

    /** Such as {@code domingo, 22 de noviembre de 2026}. */
    public String date(Instant moment) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(at(moment));
    }

    /** Such as {@code 22 nov}, with the year where it is not this one. */
    public String shortDate(Instant moment) {
        var date = dayOfMonth(moment) + " " + month(moment);
        return year(moment).map(year -> date + " " + year).orElse(date);
    }

    public String time(Instant moment) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(at(moment));
    }

    private ZonedDateTime at(Instant moment) {
        return moment.atZone(zone);
    }
}
