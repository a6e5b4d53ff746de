package tablon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

class DemoTest extends BoardTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("DEMO", "true");
    }

    @Test
    void boardHasThreeCampusesAndTwentyFiveVisibleNotices() {
        var notices = reader().get("/api/news?limit=100").json();

        assertThat(reader().get("/api/campuses").json()).hasSize(3);
        assertThat(notices).hasSize(25);
        assertThat(notices.get(0).get("fijada").asBoolean()).isTrue();
        assertThat(notices.toString()).doesNotContain("{+", "{-");
    }

    @Test
    void noticesWereLastUpdatedWhenPublished() {
        List<Instant> published = new ArrayList<>();
        for (var notice : reader().get("/api/news?limit=100").json()) {
            assertThat(notice.get("actualizada")).isEqualTo(notice.get("publicada"));
            if (!notice.get("fijada").asBoolean()) {
                published.add(Instant.parse(notice.get("publicada").asText()));
            }
        }

        assertThat(published).isSortedAccordingTo((a, b) -> b.compareTo(a)).allMatch(clock.instant()::isAfter);
    }

    @Test
    void oneNoticeAppearsLaterAndSomeExpire() {
        clock.advance(Duration.ofDays(3));

        var notices = reader().get("/api/news?limit=100").json();

        assertThat(notices.findValuesAsText("titulo"))
                .contains("Resultados de las becas de movilidad")
                .doesNotContain("Hoy no hay agua caliente en el pabellón deportivo");
    }
}
