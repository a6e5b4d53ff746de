package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.testing.Client;
import tablon.testing.Outlet;

/** The same as {@code OneClockTest} with the real clock: a notice appears everywhere within a second, and is gone on time. */
final class OneClockIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Long enough to ask each outlet of both instances several times. */
    private static final Duration SHOWN = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    @Test
    void outletsFollowTheClockOnOneInstance() {
        try (var board = LaunchedBoard.start(folder, StorageKind.SQLITE.freshSettings())) {
            watch(board, board);
        }
    }

    @Test
    void outletsFollowTheClockOnTwoInstances() {
        var settings = StorageKind.POSTGRESQL.freshSettings();
        try (var first = LaunchedBoard.start(folder.resolve("first"), settings);
                var second = LaunchedBoard.start(folder.resolve("second"), settings)) {
            watch(first, second);
        }
    }

    private static void watch(LaunchedBoard writing, LaunchedBoard other) {
        var from = Instant.now().plus(Duration.ofSeconds(3)).truncatedTo(ChronoUnit.MILLIS);
        var until = from.plus(SHOWN);
        var notice = publish(writing, from, until);
        var on = new EnumMap<Outlet, Integer>(Outlet.class);
        var off = EnumSet.noneOf(Outlet.class);

        while (Instant.now().isBefore(until.plus(Duration.ofSeconds(4)))) {
            for (var outlet : Outlet.values()) {
                for (var reader : List.of(writing.reader(), other.reader())) {
                    look(outlet, reader, notice, from, until, on, off);
                }
            }
        }

        assertThat(on.keySet()).as("seen while it was visible").isEqualTo(EnumSet.allOf(Outlet.class));
        assertThat(off).as("looked at after the expiry").isEqualTo(EnumSet.allOf(Outlet.class));
    }

    /** Compares what one answer shows with what it must show, if it was made wholly before, between or after the times. */
    private static void look(
            Outlet outlet,
            Client reader,
            Outlet.Timed notice,
            Instant from,
            Instant until,
            Map<Outlet, Integer> on,
            Set<Outlet> off) {
        var start = Instant.now();
        boolean shown = !outlet.shown(reader, List.of(notice)).isEmpty();
        var end = Instant.now();
        if (end.isBefore(from)) {
            assertThat(shown).as("%s before the publication", outlet).isFalse();
        } else if (start.isAfter(from.plus(SECOND)) && end.isBefore(until)) {
            assertThat(shown).as("%s a second after the publication", outlet).isTrue();
            on.merge(outlet, 1, Integer::sum);
        } else if (start.isAfter(until)) {
            assertThat(shown).as("%s after the expiry", outlet).isFalse();
            off.add(outlet);
        }
    }

    private static Outlet.Timed publish(LaunchedBoard board, Instant from, Instant until) {
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        var body = Notices.notice("Reloj Vela");
        body.put("publicada", from.toString());
        body.put("caduca", until.toString());
        body.put("empieza", tomorrow.toString());
        body.put("etiquetas", List.of(Outlet.LABEL_OF_ALL, "Reloj Vela"));
        var answer = board.administrator().post("api/news", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Outlet.Timed(
                answer.json().get("id").asText(),
                "Reloj Vela",
                tomorrow.toString().substring(0, 7));
    }
}
