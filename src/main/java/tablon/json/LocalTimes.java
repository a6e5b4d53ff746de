package tablon.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** The times of {@code datetime-local} inputs (HTML, section 2.3.5.5), in a time zone that may skip or repeat some of them. */
public final class LocalTimes {
    private static final DateTimeFormatter OUT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    /** The value of the input, also as people type it where the browser shows a text field. */
    private static final DateTimeFormatter IN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 3, true)
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.ROOT);

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private LocalTimes() {}

    /** The value of the input for this instant, to the minute. */
    public static String write(Instant instant, ZoneId zone) {
        return OUT.format(instant.atZone(zone));
    }

    /** The local time that a person typed; empty if it is not one in the years 1 to 9999. */
    public static Optional<LocalDateTime> read(String text) {
        try {
            // Instant counts in UTC, so a day at each end is not accepted
            return Optional.of(LocalDateTime.parse(text.strip().replace(' ', 'T'), IN))
                    .filter(time -> time.minusDays(1).getYear() >= FIRST_YEAR
                            && time.plusDays(1).getYear() <= LAST_YEAR);
        } catch (DateTimeParseException notALocalTime) {
            return Optional.empty();
        }
    }

    /** The nearest times to one that daylight saving skips; empty if it exists. */
    static Optional<Nearest> skipped(LocalDateTime time, ZoneId zone) {
        return Optional.ofNullable(zone.getRules().getTransition(time))
                .filter(transition -> transition.isGap())
                .map(gap -> {
                    var before = gap.getDateTimeBefore().minusMinutes(1);
                    var after = gap.getDateTimeAfter();
                    var format = before.toLocalDate().equals(after.toLocalDate()) ? TIME : DATE_TIME;
                    return new Nearest(format.format(before), format.format(after));
                });
    }

    /** Whether the local time of this instant occurs twice in {@code zone}, because of daylight saving. */
    public static boolean isRepeated(Instant instant, ZoneId zone) {
        return zone.getRules()
                        .getValidOffsets(instant.atZone(zone).toLocalDateTime())
                        .size()
                > 1;
    }

    /** The last minute before the clocks are put forward, and the first one after. */
    record Nearest(String before, String after) {}
}
