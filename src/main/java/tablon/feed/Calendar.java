package tablon.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tablon.notice.EventStore.Cancelled;
import tablon.notice.Notice;
import tablon.notice.Occasion;
import tablon.page.markdown.Markdown;

/**
 * A calendar of events as iCalendar (RFC 5545, RFC 7986). It says nothing about the moment at which it is written.
 *
 * <p>SEQUENCE is 0, 2, 4 … for the versions of a notice, and one more while it is withdrawn.
 */
final class Calendar {
    /** Readers' programs are asked to look for changes this often. */
    private static final Duration REFRESH = Duration.ofMinutes(15);

    private static final int MAX_EVENTS = 1_000;

    /** As long as the longest page of a list. */
    private static final int MAX_BYTES = 1_024 * 1_024;

    /** The end of days in the year 9999 is not a date of iCalendar. */
    private static final int LAST_YEAR = 9_999;

    private static final int MAX_DESCRIPTION_LENGTH = 1_000;

    private final URI base;
    private final ZoneId zone;
    private final Map<String, String> campuses;
    private final CalendarZone times;
    private final ContentLines events = new ContentLines();
    private final Set<UUID> added = new HashSet<>();

    /**
     * @param base the address of the board
     * @param zone of the board
     * @param campuses the names of the campuses by their codes
     */
    Calendar(URI base, ZoneId zone, Map<String, String> campuses) {
        this.base = base;
        this.zone = zone;
        this.campuses = campuses;
        this.times = new CalendarZone(zone);
    }

    /** Whether it takes no more events. */
    boolean isFull() {
        return added.size() >= MAX_EVENTS || events.size() >= MAX_BYTES;
    }

    /** Adds an event, unless the calendar is full or has it already: it may be moved between two reads of the list. */
    void add(Notice event) {
        var occasion = event.occasion();
        if (occasion == null || isFull() || !added.add(event.id())) {
            return;
        }
        var url = base + "noticias/" + event.id();
        var language = ";LANGUAGE=" + event.language();
        begin(event.id(), 2 * (event.version() - 1), event.updated().truncatedTo(ChronoUnit.SECONDS), occasion);
        events.text("SUMMARY" + language, event.title());
        // few programs show URL
        events.text(
                "DESCRIPTION" + language, Markdown.text(event.description(), MAX_DESCRIPTION_LENGTH) + "\n\n" + url);
        if (event.place() != null) {
            events.text("LOCATION" + language, event.place());
        }
        events.value("URL", url);
        var categories = new ArrayList<>(event.labels());
        categories.add(campuses.getOrDefault(event.campus(), event.campus()));
        events.texts("CATEGORIES", categories);
        end("CONFIRMED");
    }

    /**
     * Adds a withdrawn event, even to a full calendar: it is short.
     *
     * @param summary instead of its title
     */
    void add(Cancelled event, String summary) {
        if (added.add(event.id())) {
            begin(event.id(), 2 * (event.version() - 1) + 1, event.withdrawn(), event.occasion());
            events.text("SUMMARY", summary);
            end("CANCELLED");
        }
    }

    private void begin(UUID id, int sequence, Instant changed, Occasion occasion) {
        events.value("BEGIN", "VEVENT");
        events.value("UID", id + "@tablon");
        events.value("SEQUENCE", String.valueOf(sequence));
        // without METHOD, this is the time of the last change
        CalendarZone.writeUtc(events, "DTSTAMP", changed);
        CalendarZone.writeUtc(events, "LAST-MODIFIED", changed);
        writeTimes(occasion);
    }

    private void writeTimes(Occasion occasion) {
        if (occasion.wholeDays()) {
            writeDay("DTSTART", occasion.firstDay(zone));
            var end = occasion.lastDay(zone).plusDays(1);
            if (occasion.ends() != null && end.getYear() <= LAST_YEAR) {
                writeDay("DTEND", end);
            }
            return;
        }
        var start = occasion.starts().truncatedTo(ChronoUnit.SECONDS);
        var end = occasion.ends() == null ? start : occasion.ends().truncatedTo(ChronoUnit.SECONDS);
        boolean local = times.includes(start) && times.includes(end);
        for (var time : end.isAfter(start) ? List.of(start, end) : List.of(start)) {
            var property = time.equals(start) ? "DTSTART" : "DTEND";
            if (local) {
                times.write(events, property, time);
            } else {
                CalendarZone.writeUtc(events, property, time);
            }
        }
    }

    private void writeDay(String property, LocalDate day) {
        events.value(property + ";VALUE=DATE", DateTimeFormatter.BASIC_ISO_DATE.format(day));
    }

    private void end(String status) {
        events.value("STATUS", status);
        // the event must not mark a reader as busy
        events.value("TRANSP", "TRANSPARENT");
        events.value("END", "VEVENT");
    }

    /** The whole calendar, with this name. */
    byte[] write(String name) {
        var out = new ContentLines();
        out.value("BEGIN", "VCALENDAR");
        out.value("VERSION", "2.0");
        out.value("PRODID", "-//Tablon//Tablon//EN");
        out.value("CALSCALE", "GREGORIAN");
        out.text("NAME", name);
        out.text("X-WR-CALNAME", name);
        if (times.hasName()) {
            out.text("X-WR-TIMEZONE", zone.getId());
        }
        out.value("REFRESH-INTERVAL;VALUE=DURATION", REFRESH.toString());
        out.value("X-PUBLISHED-TTL", REFRESH.toString());
        times.writeDefinition(out);
        out.append(events);
        out.value("END", "VCALENDAR");
        return out.toByteArray();
    }
}
