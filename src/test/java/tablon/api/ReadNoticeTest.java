package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.notice.Cursor;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

class ReadNoticeTest extends BoardTest {

    @Test
    void scheduledNoticeAppearsAtItsTime() {
        var path = post("publicada", "2026-03-02T10:00:00Z");

        assertThat(reader().get(path).status()).isEqualTo(404);
        assertThat(reader().get("/api/news").json()).isEmpty();
        assertThat(administrator().get(path).json().path("estado").asText()).isEqualTo("programada");

        clock.advance(Duration.ofHours(1));

        assertThat(reader().get(path).status()).isEqualTo(200);
        assertThat(reader().get("/api/news").json()).hasSize(1);
    }

    @Test
    void expiredNoticeIsGoneAtItsTime() {
        var path = post("caduca", "2026-03-02T10:00:00Z");
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(reader().get(path).status()).isEqualTo(200);

        clock.advance(Duration.ofMillis(1));

        assertThat(reader().get(path).status()).isEqualTo(410);
        assertThat(reader().get("/api/news").json()).isEmpty();
        assertThat(administrator().get(path).json().path("estado").asText()).isEqualTo("caducada");
    }

    @Test
    void administratorListsByStateAndReaderCannot() {
        post("titulo", "programada", "publicada", "2026-04-01T10:00:00Z");
        post("titulo", "visible");
        post("titulo", "caducada", "publicada", "2025-01-01T10:00:00Z", "caduca", "2025-02-01T10:00:00Z");
        post(
                "titulo",
                "fijada y caducada",
                "publicada",
                "2025-01-02T10:00:00Z",
                "caduca",
                "2025-02-01T10:00:00Z",
                "fijada",
                true);

        assertThat(titles("scheduled")).containsExactly("programada");
        assertThat(titles("visible")).containsExactly("visible");
        assertThat(titles("expired")).containsExactly("fijada y caducada", "caducada");
        assertThat(titles("all")).containsExactly("fijada y caducada", "programada", "visible", "caducada");
        assertThat(ListNoticesTest.titles(administrator().get("/api/news?state=all&q=caducada&campus=ugr")))
                .containsExactly("fijada y caducada", "caducada");
        assertThat(reader().get("/api/news?state=all").status()).isEqualTo(401);
        assertThat(reader().get("/api/news?state=all&limit=0&campus=NADA").status())
                .isEqualTo(401);
        assertThat(reader().get("/api/news?state=visible").status()).isEqualTo(200);
    }

    @Test
    void matchingETagGives304() {
        var path = post();
        var tag = reader().get(path).header("ETag");

        var unchanged = reader().with("If-None-Match", "\"other\", W/" + tag).get(path);

        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.response().body()).isEmpty();
        assertThat(unchanged.header("ETag")).isEqualTo(tag);
        assertThat(unchanged.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(reader().with("If-None-Match", "\"other\"").get(path).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=",
                "cursor=x",
                "cursor=AAAA",
                "page=2",
                "limit=5&limit=6",
                "state=deleted",
                "Campus=UGR"
            })
    void invalidOrUnknownParameterIsReported(String query) {
        var answer = reader().get("/api/news?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("parameter").asText())
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void unknownCampusIsNotFoundAndCampusWithoutNoticesIsEmpty() {
        assertThat(reader().get("/api/news?campus=med").text()).isEqualTo("[]");
        assertThat(reader().get("/api/news?campus=nada").status()).isEqualTo(404);
        assertThat(reader().get("/api/news?campus=nada").text()).contains("nada");
    }

    @Test
    void listFiltersByCampus() {
        post("titulo", "de Granada");
        post("titulo", "de Medicina", "campus", "MED");

        assertThat(ListNoticesTest.titles(reader().get("/api/news?campus=Med"))).containsExactly("de Medicina");
    }

    @Test
    void cursorStaysValidAfterItsNoticeIsDeleted() {
        post("titulo", "a", "publicada", "2026-01-04T00:00:00Z");
        var last = post("titulo", "b", "publicada", "2026-01-03T00:00:00Z");
        post("titulo", "c", "publicada", "2026-01-02T00:00:00Z");
        var next = reader().get("/api/news?limit=2").link("next").orElseThrow();

        administrator().with("If-Match", "*").delete(last);
        post("titulo", "nueva");

        assertThat(ListNoticesTest.titles(reader().get(next.toString()))).containsExactly("c");
    }

    @Test
    void cursorOfAnotherListRevealsNothingHidden() {
        post("titulo", "visible");
        post("titulo", "programada", "publicada", "2026-04-01T10:00:00Z");
        post("titulo", "más tarde", "publicada", "2026-05-01T10:00:00Z");
        var next =
                administrator().get("/api/news?state=all&limit=1").link("next").orElseThrow();
        var query = next.getQuery().replaceAll("&?state=all", "");
        var list = reader().get("/api/news?" + query);

        assertThat(ListNoticesTest.titles(list)).containsExactly("visible");
        assertThat(ListNoticesTest.titles(reader().get("/api/news?q=a&" + query)))
                .containsExactly("visible");
    }

    @Test
    void noticePublishedNowIsNotScheduled() {
        post("titulo", "ahora", "publicada", "2026-03-02T09:00:00Z");
        var before = new Cursor(false, false, Instant.parse("2026-03-02T09:00:00Z"), new UUID(0, 0)).encode();

        assertThat(titles("scheduled&cursor=" + before)).isEmpty();
        assertThat(titles("scheduled&q=ahora&cursor=" + before)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1-1-1-1-1", "cef0cbf3-6458-4f13-a418-ee4d7e7505dd", "%20", "x'--"})
    void invalidOrUnknownIdIsNotFound(String id) {
        assertThat(reader().get("/api/news/" + id).status()).isEqualTo(404);
    }

    private String post(Object... members) {
        Exchange posted = administrator().post("/api/news", notice(members));
        assertThat(posted.status()).isEqualTo(201);
        return "/api/news/" + posted.json().path("id").asText();
    }

    private Iterable<String> titles(String state) {
        return ListNoticesTest.titles(administrator().get("/api/news?state=" + state));
    }
}
