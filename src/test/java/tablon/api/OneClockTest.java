package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Outlet;
import tablon.testing.Outlet.Timed;
import tablon.testing.TestClock;
import tablon.testing.TestDatabase;

/** Every outlet shows a notice from its publication on, and no longer from its expiry on, although nothing is written. */
class OneClockTest extends BoardTest {
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    void outletsShowTheSameNoticesAtEachMomentOfTenSilentMinutes() {
        var plans = List.of(
                plan("Reloj Alba", 0, 600),
                plan("Reloj Brisa", 61, 361),
                plan("Reloj Cielo", 120, 121),
                plan("Reloj Duna", 360, 420),
                plan("Reloj Estela", 599, 900));
        var readers = new ArrayList<>(List.of(reader()));
        if (TestDatabase.isPostgresql()) {
            readers.add(readerOfAnotherInstance());
        }

        var moments = plans.stream()
                .flatMap(plan -> List.of(plan.from, plan.until).stream())
                .flatMap(moment -> List.of(moment.minus(MOMENT), moment).stream())
                .filter(moment -> !moment.isBefore(TestClock.START) && !moment.isAfter(TestClock.START.plus(SILENCE)))
                .collect(Collectors.toCollection(TreeSet::new));

        for (var moment : moments) {
            clock.advance(Duration.between(clock.instant(), moment));
            var expected = plans.stream()
                    .filter(plan -> !plan.from.isAfter(moment) && moment.isBefore(plan.until))
                    .map(plan -> plan.notice.title())
                    .collect(Collectors.toSet());
            for (var reader : readers) {
                assertThat(outletsThatDoNotShow(expected, reader, plans))
                        .as("outlets with other notices than %s at %s", expected, moment)
                        .isEmpty();
            }
        }
    }

    /** The outlets that show other notices than the expected ones, with the notices that they show. */
    private static Map<Outlet, Set<String>> outletsThatDoNotShow(
            Set<String> expected, Client reader, List<Plan> plans) {
        var notices = plans.stream().map(Plan::notice).toList();
        var wrong = new EnumMap<Outlet, Set<String>>(Outlet.class);
        for (var outlet : Outlet.values()) {
            var shown = outlet.shown(reader, notices);
            if (!shown.equals(expected)) {
                wrong.put(outlet, shown);
            }
        }
        return wrong;
    }

    /** Stores an event of the same evening that is visible from one second to another, counted from now. */
    private Plan plan(String title, int from, int until) {
        var published = TestClock.START.plusSeconds(from);
        var expires = TestClock.START.plusSeconds(until);
        var answer = administrator()
                .post(
                        "/api/news",
                        notice(
                                "titulo",
                                title,
                                "publicada",
                                published.toString(),
                                "caduca",
                                expires.toString(),
                                "empieza",
                                "2026-03-02T18:00:00Z",
                                "etiquetas",
                                List.of(Outlet.LABEL_OF_ALL, title)));
        return new Plan(new Timed(answer.json().get("id").asText(), title, "2026-03"), published, expires);
    }

    private record Plan(Timed notice, Instant from, Instant until) {}
}
