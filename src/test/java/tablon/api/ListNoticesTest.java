package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

class ListNoticesTest extends BoardTest {

    @Test
    void emptyBoardReturnsAnEmptyArray() {
        var answer = reader().get("/api/news");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("[]");
    }

    @Test
    void pinnedNoticesComeFirstThenTheNewest() {
        post("titulo", "vieja", "publicada", "2026-01-01T10:00:00Z");
        post("titulo", "nueva", "publicada", "2026-02-01T10:00:00Z");
        post("titulo", "fijada", "publicada", "2025-01-01T10:00:00Z", "fijada", true);

        assertThat(titles(reader().get("/api/news"))).containsExactly("fijada", "nueva", "vieja");
    }

    @ParameterizedTest
    @CsvSource({"visible, 7", "scheduled, 7", "expired, 7", "all, 21"})
    void pagesInBothDirectionsEqualTheWholeList(String state, int size) {
        for (int i = 0; i < 7; i++) {
            // the last three have the same time
            var day = "-01-0" + Math.min(5, i + 1) + "T10:00:00Z";
            post("titulo", "visible " + i, "publicada", "2026" + day, "fijada", i < 2);
            post("titulo", "scheduled " + i, "publicada", "2126" + day, "fijada", i < 2);
            post(
                    "titulo",
                    "expired " + i,
                    "publicada",
                    "2025" + day,
                    "caduca",
                    "2025-02-01T00:00:00Z",
                    "fijada",
                    i < 2);
        }
        var list = "/api/news?campus=UGR&state=" + state;
        var all = titles(administrator().get(list + "&limit=100"));

        var page = administrator().get(list + "&limit=2");
        var forward = new ArrayList<>(titles(page));
        while (page.link("next").isPresent()) {
            page = administrator().get(page.link("next").get().toString());
            forward.addAll(titles(page));
        }
        var backward = new ArrayList<>(titles(page));
        while (page.link("prev").isPresent()) {
            page = administrator().get(page.link("prev").get().toString());
            backward.addAll(0, titles(page));
        }

        assertThat(all).hasSize(size).allMatch(title -> state.equals("all") || title.startsWith(state));
        assertThat(forward).isEqualTo(all);
        assertThat(backward).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/news", "/api/news?limit=100"})
    void pageIsLimitedToOneMebibyteAndLinksToTheNext(String path) {
        // one character in four takes two bytes in UTF-8, one in four is escaped in JSON
        var text = "añ\"b".repeat(5_000);
        for (int i = 0; i < 60; i++) {
            post("descripcion", text);
        }

        var ids = new HashSet<String>();
        var lists = new ArrayList<Exchange>();
        var next = Optional.of(URI.create(path));
        while (next.isPresent()) {
            var list = reader().get(next.get().toString());
            list.json().forEach(notice -> ids.add(notice.path("id").asText()));
            lists.add(list);
            next = list.link("next");
        }

        assertThat(lists).hasSize(2).allMatch(list -> list.response().body().length <= 1_024 * 1_024);
        assertThat(lists.get(0).response().body().length).isGreaterThan(950 * 1_024);
        assertThat(ids).hasSize(60);
    }

    @Test
    void prevLinkReturnsTheWholeFirstPage() {
        for (int i = 0; i < 60; i++) {
            post("descripcion", "x".repeat(20_000), "publicada", "2026-01-%02dT10:00:00Z".formatted(1 + i % 28));
        }
        post("titulo", "última", "publicada", "2020-01-01T10:00:00Z");
        var first = reader().get("/api/news?limit=100");
        var second = reader().get(first.link("next").orElseThrow().toString());

        var back = reader().get(second.link("prev").orElseThrow().toString());

        assertThat(titles(second)).last().isEqualTo("última");
        assertThat(back.json()).isEqualTo(first.json());
    }

    @Test
    void twentyUnknownParametersAreListedAndTheOthersCounted() {
        var query = IntStream.rangeClosed(1, 23).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

        var answer = reader().with("Accept-Language", "en").get("/api/news?limit=0&" + query);

        var errors = answer.json().path("errors");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isEqualTo("24 query parameters are invalid.");
        assertThat(errors).hasSize(22);
        assertThat(errors.get(21).path("parameter").asText()).isEmpty();
        assertThat(errors.get(21).path("detail").asText()).isEqualTo("3 more parameters are unknown.");
    }

    private void post(Object... members) {
        assertThat(administrator().post("/api/news", notice(members)).status()).isEqualTo(201);
    }

    static List<String> titles(Exchange list) {
        var titles = new ArrayList<String>();
        list.json().forEach(item -> titles.add(item.path("titulo").asText()));
        return titles;
    }
}
