package tablon.feed;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.Observance;
import biweekly.util.ICalDate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.VTimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares each VTIMEZONE, as other libraries compute it, with java.time. */
class CalendarZoneTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid, 2026, 2029",
        "Europe/Madrid, 1974, 2026",
        "Atlantic/Canary, 2026, 2029",
        "Atlantic/Reykjavik, 2026, 2028",
        "Australia/Lord_Howe, 2026, 2029",
        "Australia/Sydney, 2026, 2029",
        "America/New_York, 2005, 2029",
        "America/Sao_Paulo, 2017, 2027",
        "America/Santiago, 2020, 2029",
        "America/Nuuk, 2022, 2029",
        "Europe/Dublin, 2026, 2028",
        "Europe/Istanbul, 2015, 2027",
        "Asia/Gaza, 2026, 2029",
        "Asia/Jerusalem, 2026, 2029",
        "Asia/Kathmandu, 1985, 1987",
        "Africa/Casablanca, 2026, 2031",
        "Africa/Cairo, 2022, 2029",
        "Pacific/Apia, 2010, 2013",
        "Pacific/Auckland, 2090, 2100"
    })
    void definitionAgreesWithTheClock(String name, int firstYear, int lastYear) throws Exception {
        var zone = ZoneId.of(name);
        var times = new CalendarZone(zone);
        var moments = new ArrayList<Instant>();
        var events = new ContentLines();
        var end = LocalDate.of(lastYear, 12, 31).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (var moment = LocalDate.of(firstYear, 1, 2)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                moment.isBefore(end);
                moment = moment.plus(7, ChronoUnit.HOURS)) {
            var change = zone.getRules().previousTransition(moment.plusSeconds(1));
            // just before and after each change as well
            if (change != null && change.getInstant().isAfter(moment.minus(7, ChronoUnit.HOURS))) {
                for (int minutes : List.of(-90, -31, -1, 0, 1, 29, 59, 119)) {
                    add(times, events, moments, change.getInstant().plusSeconds(60L * minutes));
                }
            }
            add(times, events, moments, moment);
        }
        assertThat(moments).hasSizeGreaterThan(1_000);

        var text = calendar(times, events);

        var onsets = onsets(text, end);
        assertThat(moments)
                .filteredOn(moment -> !onsets.floorEntry(moment)
                        .getValue()
                        .equals(zone.getRules().getOffset(moment).getTotalSeconds()))
                .isEmpty();
        assertOffsets(text, zone, moments);
    }

    /** The offsets in seconds by the moments since which they are valid, as biweekly reads the VTIMEZONE. */
    private static TreeMap<Instant, Integer> onsets(String text, Instant end) {
        var utc = TimeZone.getTimeZone("UTC");
        var onsets = new TreeMap<Instant, Integer>();
        var definition = Biweekly.parse(text)
                .first()
                .getTimezoneInfo()
                .getComponents()
                .iterator()
                .next();
        var observances = new ArrayList<Observance>(definition.getStandardTimes());
        observances.addAll(definition.getDaylightSavingsTime());
        for (var observance : observances) {
            var start = observance.getDateStart().getValue().getRawComponents().toDate(utc);
            var rule = observance.getRecurrenceRule();
            var local = rule == null ? List.of(start).iterator() : rule.getDateIterator(new ICalDate(start, true), utc);
            while (local.hasNext()) {
                var onset = local.next()
                        .toInstant()
                        .minusMillis(
                                observance.getTimezoneOffsetFrom().getValue().getMillis());
                if (onset.isAfter(end)) {
                    break;
                }
                onsets.put(onset, (int)
                        (observance.getTimezoneOffsetTo().getValue().getMillis() / 1_000));
            }
        }
        return onsets;
    }

    /** The offsets that iCal4j computes, except near a change: there it takes local times for UTC. */
    private static void assertOffsets(String text, ZoneId zone, List<Instant> moments) throws Exception {
        var calendar = new CalendarBuilder().build(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        var definition = (VTimeZone) calendar.getComponents("VTIMEZONE").get(0);
        var rules = zone.getRules();
        for (int i = 0; i < moments.size(); i += 17) {
            var local = moments.get(i).atZone(zone);
            if (rules.getOffset(local.plusDays(2).toInstant()).equals(local.getOffset())
                    && rules.getOffset(local.minusDays(2).toInstant()).equals(local.getOffset())) {
                var id = local.getOffset().getId().replace(":", "");
                assertThat(definition
                                .getApplicableObservance(local)
                                .getRequiredProperty("TZOFFSETTO")
                                .getValue())
                        .as(local.toString())
                        .isEqualTo(id.equals("Z") ? "+0000" : id);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Z", "+02:00", "Etc/GMT+5", "GMT"})
    void offsetsHaveNoDefinition(String name) {
        var zone = new CalendarZone(ZoneId.of(name));
        var out = new ContentLines();

        zone.writeDefinition(out);

        assertThat(zone.includes(Instant.parse("2026-03-02T09:00:00Z"))).isFalse();
        assertThat(out.size()).isZero();
    }

    @Test
    void yearlyChangesAreTwoRules() {
        var zone = new CalendarZone(ZoneId.of("Europe/Madrid"));
        zone.write(new ContentLines(), "DTSTART", Instant.parse("2026-03-02T09:00:00Z"));
        var out = new ContentLines();

        zone.writeDefinition(out);

        assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                BEGIN:VTIMEZONE
                TZID:Europe/Madrid
                BEGIN:DAYLIGHT
                DTSTART:20250330T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
                END:DAYLIGHT
                BEGIN:STANDARD
                DTSTART:20251026T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                END:STANDARD
                END:VTIMEZONE
                """);
    }

    private static void add(CalendarZone times, ContentLines events, List<Instant> moments, Instant moment) {
        if (times.includes(moment)) {
            moments.add(moment);
            events.value("BEGIN", "VEVENT");
            times.write(events, "DTSTART", moment);
            events.value("END", "VEVENT");
        }
    }

    private static String calendar(CalendarZone times, ContentLines events) {
        var out = new ContentLines();
        out.value("BEGIN", "VCALENDAR");
        out.value("VERSION", "2.0");
        times.writeDefinition(out);
        out.append(events);
        out.value("END", "VCALENDAR");
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
}
