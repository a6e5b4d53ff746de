package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;

/** {@code GET /api/news} by label and event. */
class LabelFilterTest extends BoardTest {
    private static final List<String> BECAS = List.of("Becas");

    @ParameterizedTest
    @CsvSource({
        "label=becas, charla acto beca",
        "event=true, charla acto",
        "label=becas&event=true, charla acto",
        "label=becas&campus=MED, charla",
        "event=true&campus=UGR, acto",
        "label=becas&q=matr, charla acto beca",
        "label=becas&q=char, charla",
        "label=aulas&event=true&campus=MED&q=charla, charla",
        "label=aulas&event=true&campus=UGR&q=charla, ''",
        "q=nada&label=becas, ''",
        "q=%2B&label=becas, ''"
    })
    void filtersCompose(String query, String titles) {
        post("titulo", "beca", "descripcion", "matrícula", "etiquetas", BECAS, "fijada", true, "publicada", at(1));
        post("titulo", "acto", "descripcion", "matrícula", "etiquetas", BECAS, "publicada", at(2), "empieza", at(9));
        post("titulo", "aviso", "publicada", at(3));
        post(
                "titulo",
                "charla",
                "descripcion",
                "matrícula",
                "campus",
                "MED",
                "publicada",
                at(4),
                "etiquetas",
                List.of("Becas", "Aulas"),
                "empieza",
                "2026-05-01");

        assertThat(String.join(" ", titles(reader(), query))).isEqualTo(titles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cine club", "CINE CLUB", "ciné club", " cine  club ", "cine\u00a0club", "ｃｉｎｅ club"})
    void spellingMakesNoDifference(String name) {
        post("etiquetas", List.of("Cine Club"));

        assertThat(titles(reader(), "label=" + encode(name))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cine", "club", "cineclub", "cine-club", "]]>&'\"", "*", "¦1", "\u0000", "\n", "🎓"})
    void otherNamesMatchNothing(String name) {
        post("etiquetas", List.of("Cine club"));

        var answer = reader().get("/api/news?label=" + encode(name));

        assertThat(answer.status()).isIn(200, 400);
        assertThat(answer.text()).doesNotContain("titulo");
    }

    @Test
    void labelsThatDifferInSymbolsAreDifferent() {
        post("titulo", "uno", "etiquetas", List.of("C"));
        post("titulo", "dos", "etiquetas", List.of("C++"));
        post("titulo", "tres", "etiquetas", List.of("🎓"));

        assertThat(titles(reader(), "label=c")).containsExactly("uno");
        assertThat(titles(reader(), "label=C%2B%2B")).containsExactly("dos");
        assertThat(titles(reader(), "label=%F0%9F%8E%93")).containsExactly("tres");
    }

    @ParameterizedTest
    @CsvSource({"label=, /label empty", "label=%20, /label empty", "event=, /event", "event=false, /event only-true"})
    void wrongValuesAreRefused(String query, String fault) {
        var answer = reader().get("/api/news?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(fault.replaceAll(" .*", "").substring(1));
        assertThat(reader().get("/api/news?label=a&label=b").text()).contains("repeated");
    }

    @Test
    void moderatorsAndEditorsFilterNoticesInAllStates() {
        var eva = unsafe(signedIn("eva", Role.EDITOR, "UGR"));
        eva.post("/api/news", notice("titulo", "suya", "etiquetas", BECAS, "publicada", "2026-04-01T10:00:00Z"));
        post("titulo", "ajena", "etiquetas", BECAS, "publicada", "2026-01-01T10:00:00Z", "caduca", at(1));

        assertThat(titles(administrator(), "label=becas&state=all")).containsExactly("suya", "ajena");
        assertThat(titles(administrator(), "label=becas&state=expired")).containsExactly("ajena");
        assertThat(titles(eva, "label=becas&state=all")).containsExactly("suya");
        assertThat(reader().get("/api/news?label=becas&state=all").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"label=becas", "event=true"})
    void noticesOutsideTheBoardAreNotFiltered(String filter) {
        for (var state : List.of("proposed", "refused", "hidden")) {
            var answer = administrator().get("/api/news?state=" + state + "&" + filter);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("state-without-search");
        }
    }

    @Test
    void pagesInBothDirectionsEqualTheWholeList() {
        for (int i = 0; i < 9; i++) {
            // three of each minute, pinned or not
            post("titulo", "n" + i, "etiquetas", BECAS, "fijada", i % 2 == 0, "publicada", at(i / 3));
            post("titulo", "otra", "publicada", at(i / 3));
        }
        var all = titles(reader(), "label=becas&limit=100");
        assertThat(all).hasSize(9);

        var forwards = new ArrayList<String>();
        var pages = new ArrayList<List<String>>();
        Optional<String> next = Optional.of("label=becas&limit=2");
        var last = next;
        while (next.isPresent()) {
            last = next;
            pages.add(titles(reader(), next.get()));
            forwards.addAll(pages.get(pages.size() - 1));
            next = reader().get("/api/news?" + next.get()).link("next").map(URI::getRawQuery);
        }
        var backwards = new ArrayList<List<String>>();
        for (var page = last; page.isPresent(); page = link(page.get(), "prev")) {
            backwards.add(0, titles(reader(), page.get()));
        }

        assertThat(forwards).isEqualTo(all);
        assertThat(backwards.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
        assertThat(pages).hasSize(5);
    }

    private Optional<String> link(String query, String rel) {
        return reader().get("/api/news?" + query).link(rel).map(URI::getRawQuery);
    }

    private void post(Object... members) {
        var answer = administrator().post("/api/news", notice(members));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static String at(int minute) {
        return "2026-03-01T10:0" + minute + ":00Z";
    }

    private static List<String> titles(Client client, String query) {
        var answer = client.get("/api/news?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().findValuesAsText("titulo");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Client unsafe(Client client) {
        return client.with("Sec-Fetch-Site", "same-origin");
    }
}
