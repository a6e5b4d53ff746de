package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

/** The agenda west of Greenwich: it is four in the morning of Monday, 2 March 2026. */
class AgendaInLimaTest extends BoardTest {
    private static final Pattern TITLE = Pattern.compile("<h3 dir=\"auto\"><a [^>]*>(.*?)</a></h3>");

    @Override
    protected Map<String, String> settings() {
        return Map.of("CAMPUSES", "UGR=Lima", "BOARD_ZONE", "America/Lima");
    }

    @Test
    void wholeDaysPrecedeTheTimesOfTheirDay() {
        post("Tarde del 2", "2026-03-02T23:30:00-05:00");
        post("Día 3", "2026-03-03");
        post("Día 2", "2026-03-02");
        post("Noche del 3", "2026-03-03T00:30:00-05:00");
        post("Mañana del 2", "2026-03-02T05:00:00-05:00");

        assertThat(titles("/agenda")).containsExactly("Día 2", "Mañana del 2", "Tarde del 2", "Día 3", "Noche del 3");
        assertThat(titles("/agenda?mes=2026-03")).hasSize(5);
    }

    @Test
    void wholeDayEndsAtMidnightOfTheBoard() {
        post("Día 2", "2026-03-02");
        clock.advance(Duration.ofHours(20).minusSeconds(1));
        assertThat(titles("/agenda")).containsExactly("Día 2");

        clock.advance(Duration.ofSeconds(1));

        assertThat(titles("/agenda")).isEmpty();
        assertThat(titles("/agenda?antes=")).containsExactly("Día 2");
        assertThat(titles("/agenda?antes=2026-03-03")).containsExactly("Día 2");
    }

    private void post(String title, String start) {
        var answer = administrator().post("/api/news", notice("titulo", title, "empieza", start));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private List<String> titles(String path) {
        return TITLE.matcher(reader().with("Accept", "text/html").get(path).text())
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
