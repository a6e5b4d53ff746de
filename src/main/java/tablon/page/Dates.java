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
 * Formats instants for readers, in their language and the time zone of the board.
 *
 * @param today the current date; a year is shown only if it differs
 */
public record Dates(Locale locale, ZoneId zone, LocalDate today) {

    public String dayOfMonth(Instant instant) {
        return String.valueOf(at(instant).getDayOfMonth());
    }

    /** The abbreviated month name, of three or four letters. */
    public String month(Instant instant) {
        return DateTimeFormatter.ofPattern("LLL", locale).format(at(instant)).replace(".", "");
    }

    /** The year; empty if it is the current one. */
    public Optional<String> year(Instant instant) {
        int year = at(instant).getYear();
        return year == today.getYear() ? Optional.empty() : Optional.of(String.valueOf(year));
    }

    /** The full date, such as {@code domingo, 22 de noviembre de 2026}. */
    public String date(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(at(instant));
    }

    /** The short date, such as {@code 22 nov}, with the year if it is not the current one. */
    public String shortDate(Instant instant) {
        var date = dayOfMonth(instant) + " " + month(instant);
        return year(instant).map(year -> date + " " + year).orElse(date);
    }

    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(at(instant));
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }
}
