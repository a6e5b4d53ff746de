package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

class ListNewsTest extends BoardTest {

    @Test
    void anEmptyBoardIsAnEmptyArray() {
        var answer = reader().get("/api/news");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("[]");
    }

    @Test
    void pinnedComeFirstThenTheNewest() {
        post("titulo", "vieja", "publicada", "2026-01-01T10:00:00Z");
        post("titulo", "nueva", "publicada", "2026-02-01T10:00:00Z");
        post("titulo", "fijada", "publicada", "2025-01-01T10:00:00Z", "fijada", true);

        assertThat(titles(reader().get("/api/news"))).containsExactly("fijada", "nueva", "vieja");
    }

    @Test
    void pagesJoinToTheWholeListInBothDirections() {
        for (int i = 0; i < 7; i++) {
            // three of them at the same moment
            post("titulo", "n" + i, "publicada", "2026-01-0" + Math.min(5, i + 1) + "T10:00:00Z", "fijada", i < 2);
        }
        var all = titles(reader().get("/api/news"));

        var forward = new ArrayList<String>();
        var page = reader().get("/api/news?limit=2");
        forward.addAll(titles(page));
        while (page.link("next").isPresent()) {
            page = reader().get(page.link("next").get().toString());
            forward.addAll(titles(page));
        }
        var backward = new ArrayList<>(titles(page));
        while (page.link("prev").isPresent()) {
            page = reader().get(page.link("prev").get().toString());
            backward.addAll(0, titles(page));
        }

        assertThat(all).hasSize(7);
        assertThat(forward).isEqualTo(all);
        assertThat(backward).isEqualTo(all);
    }

    @Test
    void twentyUnknownParametersAreNamedAndTheOthersCounted() {
        var query = IntStream.rangeClosed(1, 23).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

        var answer = reader().with("Accept-Language", "en").get("/api/news?limit=0&" + query);

        var errors = answer.json().path("errors");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isEqualTo("24 query parameters are wrong.");
        assertThat(errors).hasSize(22);
        assertThat(errors.get(21).path("parameter").asText()).isEmpty();
        assertThat(errors.get(21).path("detail").asText()).isEqualTo("3 more parameters are unknown.");
    }

    private void post(Object... members) {
        assertThat(administrator().post("/api/news", news(members)).status()).isEqualTo(201);
    }

    static List<String> titles(Exchange list) {
        var titles = new ArrayList<String>();
        list.json().forEach(item -> titles.add(item.path("titulo").asText()));
        return titles;
    }
}
