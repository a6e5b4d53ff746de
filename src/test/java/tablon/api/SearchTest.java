package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;

class SearchTest extends BoardTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    examenes        | EXÁMENES de junio
                    bec             | Becas de comedor
                    BECAS comed     | Becas de comedor
                    comedor becas   | Becas de comedor
                    ano             | Un año más
                    año             | Un ano mas
                    secretaria@ugr  | Escribe a secretaria@ugr.es
                    ugr             | Escribe a secretaria@ugr.es
                    2026            | Curso 2026/27
                    3.14            | El número 3,14
                    1e5             | Quedan 1e5 plazas
                    ﬁn              | fin de curso
                    straße          | La Strasse
                    экзам           | Экзамены
                    lengua          | (¿lengua?)
                    """)
    void prefixOfAWordFindsTheNotice(String q, String title) {
        administrator().post("/api/news", notice("titulo", title, "descripcion", "..."));
        administrator().post("/api/news", notice("titulo", "Otra cosa"));

        assertThat(search(q)).containsExactly(title);
    }

    @Test
    void everyWordMustOccurInTitleOrDescription() {
        administrator().post("/api/news", notice("titulo", "Becas", "descripcion", "para el comedor"));
        administrator().post("/api/news", notice("titulo", "Becas", "descripcion", "para viajar"));

        assertThat(search("becas comedor")).hasSize(1);
        assertThat(search("becas teatro")).isEmpty();
        assertThat(search("ecas")).isEmpty();
    }

    @Test
    void resultsAreNewestFirstEvenIfPinned() {
        administrator()
                .post("/api/news", notice("titulo", "beca 1", "publicada", "2026-01-01T00:00:00Z", "fijada", true));
        administrator().post("/api/news", notice("titulo", "beca 3", "publicada", "2026-01-03T00:00:00Z"));
        administrator().post("/api/news", notice("titulo", "beca 2", "publicada", "2026-01-02T00:00:00Z"));

        assertThat(search("beca")).containsExactly("beca 3", "beca 2", "beca 1");
    }

    @Test
    void pagesWithEqualTimesEqualTheWholeListInBothDirections() {
        for (int i = 0; i < 9; i++) {
            administrator()
                    .post(
                            "/api/news",
                            notice("titulo", "beca " + i, "publicada", "2026-01-0" + (1 + i / 4) + "T00:00:00Z"));
            administrator()
                    .post(
                            "/api/news",
                            notice("titulo", "otra " + i, "publicada", "2026-01-0" + (1 + i / 4) + "T00:00:00Z"));
        }
        var all = search("beca");

        var page = reader().get("/api/news?q=beca&limit=2");
        var forward = new ArrayList<>(ListNoticesTest.titles(page));
        while (page.link("next").isPresent()) {
            page = reader().get(page.link("next").get().toString());
            forward.addAll(ListNoticesTest.titles(page));
        }
        var backward = new ArrayList<>(ListNoticesTest.titles(page));
        while (page.link("prev").isPresent()) {
            page = reader().get(page.link("prev").get().toString());
            backward.addAll(0, ListNoticesTest.titles(page));
        }

        assertThat(all).hasSize(9);
        assertThat(forward).isEqualTo(all);
        assertThat(backward).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "'",
                "*",
                "OR",
                "NOT",
                "AND",
                "NEAR(",
                "x NEAR/2 y",
                "(((",
                ":",
                "^z",
                "-",
                "titulo:x",
                "🎉",
                "\\",
                "%",
                "&|!<->",
                "' or 1=1 --",
                "¶ugr",
                "\u0000",
                "{a b}",
                "+",
                "¬"
            })
    void anyTextIsAValidQuery(String q) {
        administrator().post("/api/news", notice("titulo", "Nada que ver", "descripcion", "..."));

        var answer = reader().get("/api/news?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("[]");
    }

    @Test
    void changedOrDeletedNoticeIsNotFoundByItsFormerWords() {
        var posted = administrator().post("/api/news", notice("titulo", "Huelga"));
        var path = "/api/news/" + posted.json().path("id").asText();

        administrator()
                .with("If-Match", "*")
                .patch(path, "{\"titulo\":\"Aviso\",\"publicada\":\"2026-01-01T00:00:00Z\",\"campus\":\"MED\"}");

        assertThat(search("huelga")).isEmpty();
        assertThat(search("aviso")).containsExactly("Aviso");
        assertThat(ListNoticesTest.titles(reader().get("/api/news?q=aviso&campus=ugr")))
                .isEmpty();
        assertThat(ListNoticesTest.titles(reader().get("/api/news?q=aviso&campus=med")))
                .containsExactly("Aviso");
        administrator().with("If-Match", "*").delete(path);
        assertThat(search("aviso")).isEmpty();
    }

    @Test
    void queryOfMoreThan200CharactersIsRejected() {
        assertThat(reader().get("/api/news?q=" + "x".repeat(200)).status()).isEqualTo(200);
        assertThat(reader().get("/api/news?q=" + "x".repeat(201)).status()).isEqualTo(400);
    }

    /** Each code point folds to several words or letters: parenthesized letters and numbers, squared units, ligatures. */
    @Test
    @Timeout(20)
    void longestHostileQueryIsAnswered() {
        administrator().post("/api/news", notice());
        var separate = IntStream.concat(IntStream.rangeClosed(0x2474, 0x249B), IntStream.rangeClosed(0x249C, 0x24B5));
        var parenthesized = IntStream.concat(separate, IntStream.rangeClosed(0x3200, 0x3243))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        var words = IntStream.range(0, 100)
                .mapToObj(i -> Character.toString(0x4E00 + i))
                .collect(Collectors.joining(" "));

        for (var q : List.of(
                parenthesized.toString(),
                words,
                "\ufdfa".repeat(200),
                "Σ".repeat(200),
                "\uff9e\u0323".repeat(100),
                "\u33ff".repeat(200))) {
            assertThat(search(q)).isEmpty();
        }
    }

    @Test
    void wordOfAnyLengthIsFound() {
        administrator().post("/api/news", notice("titulo", "larga", "descripcion", "y".repeat(20_000)));
        administrator().post("/api/news", notice("titulo", "emoji", "descripcion", "😀".repeat(9_000)));

        assertThat(search("y".repeat(150))).containsExactly("larga");
    }

    private List<String> search(String q) {
        var answer = reader().get("/api/news?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(200);
        return ListNoticesTest.titles(answer);
    }
}
