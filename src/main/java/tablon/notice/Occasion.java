package tablon.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.json.Fields;
import tablon.json.Rfc3339;
import tablon.text.Text;

/**
 * When an event takes place: at times of day, or on whole days.
 *
 * @param starts of whole days midnight in UTC: days have no zone, and the zone of the board may change
 * @param ends exclusive; of whole days the midnight after the last one. Null if no end was given
 */
public record Occasion(Instant starts, @Nullable Instant ends, boolean wholeDays) {

    /**
     * Reads {@code empieza} and {@code termina}: two dates, or two date-times.
     *
     * @return null without {@code empieza}, or if one of them is refused
     */
    public static @Nullable Occasion read(Fields fields) {
        var start = fields.day("empieza");
        var end = fields.day("termina");
        if (fields.refused("empieza") || fields.refused("termina")) {
            return null;
        }
        if (start.isEmpty()) {
            end.ifPresent(given -> fields.refuse("empieza", Text.of("fault.end-without-start")));
            return null;
        }
        var from = start.get();
        if (end.filter(given -> given.wholeDay() != from.wholeDay()).isPresent()) {
            fields.refuse("termina", Text.of("fault.date-and-time"));
            return null;
        }
        var until = end.map(given -> given.wholeDay() ? given.start().plus(1, ChronoUnit.DAYS) : given.start());
        if (until.filter(given -> !given.isAfter(from.start())).isPresent()) {
            fields.refuse("termina", Text.of("fault.ends-too-early"));
            return null;
        }
        return new Occasion(from.start(), until.orElse(null), from.wholeDay());
    }

    /** When it starts in {@code zone}. */
    public Instant start(ZoneId zone) {
        return wholeDays ? firstDay(zone).atStartOfDay(zone).toInstant() : starts;
    }

    /** When it has ended in {@code zone}: without an end, at the end of the day on which it starts. */
    public Instant end(ZoneId zone) {
        return ends != null && !wholeDays
                ? ends
                : lastDay(zone).plusDays(1).atStartOfDay(zone).toInstant();
    }

    public LocalDate firstDay(ZoneId zone) {
        return LocalDate.ofInstant(starts, wholeDays ? ZoneOffset.UTC : zone);
    }

    /** The last day on which it takes place. */
    public LocalDate lastDay(ZoneId zone) {
        return ends == null
                ? firstDay(zone)
                : LocalDate.ofInstant(ends.minusMillis(1), wholeDays ? ZoneOffset.UTC : zone);
    }

    String startText() {
        return wholeDays ? firstDay(ZoneOffset.UTC).toString() : Rfc3339.write(starts);
    }

    @Nullable
    String endText() {
        if (ends == null) {
            return null;
        }
        return wholeDays ? lastDay(ZoneOffset.UTC).toString() : Rfc3339.write(ends);
    }

    /** The occasion of these columns; null if the notice is no event. */
    static @Nullable Occasion stored(@Nullable Instant starts, @Nullable Instant ends, boolean wholeDays) {
        return Optional.ofNullable(starts)
                .map(from -> new Occasion(from, ends, wholeDays))
                .orElse(null);
    }
}
