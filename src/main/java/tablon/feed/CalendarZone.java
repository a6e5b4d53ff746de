package tablon.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * Writes times in the zone of the board, and the VTIMEZONE that explains them (RFC 5545, section 3.6.5).
 *
 * <p>The VTIMEZONE is valid from the year of the first written time on: changes of the offset that happen each year are a rule
 * if iCalendar can say it, all others are listed up to the last written time.
 */
final class CalendarZone {
    /** In earlier years offsets have seconds, which few programs read. */
    private static final int FIRST_YEAR = 1970;

    /** Limits the changes that are listed one by one. */
    private static final int LAST_YEAR = 2100;

    private static final int DAYS_OF_WEEK = 7;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private final ZoneId zone;
    private final ZoneRules rules;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    CalendarZone(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** Whether the zone has a name that calendars know: it is not a mere offset. */
    boolean hasName() {
        return !rules.isFixedOffset();
    }

    /**
     * Whether the local time in the zone says exactly this moment. It does not if the clock shows it a second time, and outside
     * of the years that the VTIMEZONE has.
     */
    boolean includes(Instant moment) {
        var local = LocalDateTime.ofInstant(moment, zone);
        return hasName()
                && local.getYear() >= FIRST_YEAR
                && local.getYear() <= LAST_YEAR
                && rules.getValidOffsets(local).get(0).equals(rules.getOffset(moment));
    }

    /** Writes a time in the zone, which must {@link #includes include} it. */
    void write(ContentLines out, String property, Instant moment) {
        first = moment.isBefore(first) ? moment : first;
        last = moment.isAfter(last) ? moment : last;
        out.value(property + ";TZID=" + zone.getId(), LOCAL.format(LocalDateTime.ofInstant(moment, zone)));
    }

    /** Writes a time in UTC. */
    static void writeUtc(ContentLines out, String property, Instant moment) {
        out.value(property, LOCAL.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC)) + "Z");
    }

    /** Writes the VTIMEZONE for all times that were written; nothing if there are none. */
    void writeDefinition(ContentLines out) {
        if (first.isAfter(last)) {
            return;
        }
        out.value("BEGIN", "VTIMEZONE");
        out.value("TZID", zone.getId());
        writeObservances(out);
        out.value("END", "VTIMEZONE");
    }

    private void writeObservances(ContentLines out) {
        var start = LocalDate.ofInstant(first, zone).withDayOfYear(1).minusYears(1);
        var from = start.atStartOfDay(zone).toInstant();
        boolean regular = !rules.getTransitionRules().isEmpty()
                && rules.getTransitionRules().stream().allMatch(CalendarZone::isRecurrence);
        var listed = rules.getTransitions();
        var lastListed =
                listed.isEmpty() ? Instant.MIN : listed.get(listed.size() - 1).getInstant();
        if (!regular || lastListed.isAfter(from)) {
            var offset = rules.getOffset(from);
            writeObservance(out, from, LocalDateTime.ofInstant(from, zone), offset, offset, "");
        }
        var until = regular ? lastListed : last;
        for (var change = rules.nextTransition(from);
                change != null && !change.getInstant().isAfter(until);
                change = rules.nextTransition(change.getInstant())) {
            writeChange(out, change, "");
        }
        if (regular) {
            var since = lastListed.isAfter(from) ? lastListed : from;
            for (var rule : rules.getTransitionRules()) {
                int year = LocalDate.ofInstant(since, zone).getYear();
                var change = rule.createTransition(year);
                writeChange(
                        out,
                        change.getInstant().isAfter(since) ? change : rule.createTransition(year + 1),
                        recurrence(rule));
            }
        }
    }

    /** Whether the local date of the change is the second or the last Sunday of a month, for example. */
    private static boolean isRecurrence(ZoneOffsetTransitionRule rule) {
        int day = rule.getDayOfMonthIndicator();
        return (isLast(rule) || (day > 0 && day % DAYS_OF_WEEK == 1 && day < 4 * DAYS_OF_WEEK))
                && rule.createTransition(LAST_YEAR).getDateTimeBefore().getDayOfWeek() == rule.getDayOfWeek();
    }

    /** The JDK stores the last Sunday of a month as the first one from its seventh last day on. */
    private static boolean isLast(ZoneOffsetTransitionRule rule) {
        int day = rule.getDayOfMonthIndicator();
        var month = rule.getMonth();
        return day == -1 || (month != Month.FEBRUARY && day == month.maxLength() - DAYS_OF_WEEK + 1);
    }

    private static String recurrence(ZoneOffsetTransitionRule rule) {
        int ordinal = isLast(rule) ? -1 : 1 + rule.getDayOfMonthIndicator() / DAYS_OF_WEEK;
        return "FREQ=YEARLY;BYMONTH=" + rule.getMonth().getValue() + ";BYDAY=" + ordinal
                + rule.getDayOfWeek().name().substring(0, 2);
    }

    private void writeChange(ContentLines out, ZoneOffsetTransition change, String recurrence) {
        writeObservance(
                out,
                change.getInstant(),
                change.getDateTimeBefore(),
                change.getOffsetBefore(),
                change.getOffsetAfter(),
                recurrence);
    }

    private void writeObservance(
            ContentLines out,
            Instant start,
            LocalDateTime local,
            ZoneOffset before,
            ZoneOffset after,
            String recurrence) {
        var name = rules.isDaylightSavings(start) ? "DAYLIGHT" : "STANDARD";
        out.value("BEGIN", name);
        out.value("DTSTART", LOCAL.format(local));
        out.value("TZOFFSETFROM", text(before));
        out.value("TZOFFSETTO", text(after));
        if (!recurrence.isEmpty()) {
            out.value("RRULE", recurrence);
        }
        out.value("END", name);
    }

    private static String text(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+0000" : offset.getId().replace(":", "");
    }
}
