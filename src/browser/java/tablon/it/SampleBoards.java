package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tablon.testing.Client;
import tablon.testing.Exchange;

/** Boards with sample notices, and their pages: every kind of page in every state that readers see. */
final class SampleBoards implements AutoCloseable {
    private static final List<String> CAMPUS_NAMES = List.of(
            "Úbeda",
            "Óptica",
            "Aeronáutica",
            "Algeciras",
            "Almería",
            "Antequera",
            "Arquitectura",
            "Baeza",
            "Bellas Artes",
            "Cartuja",
            "Ceuta",
            "Ciencias del Deporte",
            "Ciencias de la Educación",
            "Derecho",
            "Farmacia",
            "Filosofía y Letras",
            "Fuentenueva",
            "Huelva",
            "Ingeniería Informática",
            "Jerez",
            "Linares",
            "Medicina",
            "Melilla");

    private static final String EVERY_MARKDOWN =
            """
            Las pruebas de nivel son **obligatorias** para quien se matricule *por primera vez*; la convocatoria
            ~~de enero~~ de febrero se celebra en tres turnos de dos horas.

            ## Turnos

            | Turno | Día | Hora | Aula | Idiomas que se examinan | Plazas |
            |:------|-----|-----:|:----:|-------------------------|-------:|
            | Primero | lunes 8 de febrero | 9:00 | A-12 | inglés, francés y alemán | 120 |
            | Segundo | martes 9 de febrero | 12:30 | B-3 | italiano, portugués | 60 |
            | Tercero | miércoles 10 de febrero | 16:00 | Salón de actos | árabe, chino, japonés | 240 |

            ### Antes de venir

            - [x] Solicitud registrada
            - [ ] Tasas pagadas
            - [ ] Documento de identidad
                1. el original
                2. una copia

            #### Cómo se calcula la nota

            La nota se redondea con `Math.round(nota * 10) / 10`:

            ```
            nota = 0.4 * comprension + 0.3 * expresion + 0.2 * gramatica + 0.1 * conversacion  # sobre diez puntos
            ```

            > Quien tenga un certificado oficial no necesita examinarse.
            >
            > — Normativa de idiomas, artículo 4

            ##### Más información

            Escriba a idiomas@example.org o consulte https://example.org/idiomas/%s. La palabra más larga de la
            convocatoria es %s, y el aviso en árabe dice:

            مواعيد الاختبارات متاحة في مكتب اللغات

            ---

            ###### Observaciones

            ![Plano del edificio](https://example.org/plano.png)
            """.formatted("prueba-de-nivel-".repeat(12), "electroencefalografista".repeat(6));

    private static final Pattern NEXT_PAGE = Pattern.compile("<a [^>]*rel=\"next\"[^>]*>");

    private final LaunchedBoard board;
    private final LaunchedBoard many;
    private final LaunchedBoard empty;
    private final List<Sample> pages;

    private SampleBoards(LaunchedBoard board, LaunchedBoard many, LaunchedBoard empty) {
        this.board = board;
        this.many = many;
        this.empty = empty;
        this.pages = List.of(
                new Sample("home", board, ""),
                new Sample("second-page", board, nextPage(board)),
                new Sample("campus", board, "?campus=CENTRO"),
                new Sample("hits", board, "?q=becas"),
                new Sample("campus-hits", board, "?campus=CENTRO&q=becas"),
                new Sample("no-hits", board, "?q=criptozoolog%C3%ADa"),
                new Sample("notice", board, newest(board)),
                new Sample("table", board, published(board, "Pruebas de nivel de idiomas", EVERY_MARKDOWN)),
                new Sample("withdrawn", board, withdrawn(board)),
                new Sample("404", board, "noticias/nada"),
                new Sample("400", board, "?q=" + "y".repeat(201)),
                new Sample("many", many, ""),
                new Sample("many-hits", many, "?q=becas"),
                new Sample("empty-campus", many, "?campus=C0"),
                new Sample("empty", empty, ""));
    }

    /** Starts a board with the notices and the three campuses of the demo, one with 26 campuses, and an empty one. */
    static SampleBoards start(Path folder) {
        return new SampleBoards(
                LaunchedBoard.start(folder.resolve("board"), settings("")),
                LaunchedBoard.start(folder.resolve("many"), settings(manyCampuses())),
                LaunchedBoard.start(folder.resolve("empty"), Map.of("CAMPUSES", "")));
    }

    List<Sample> pages() {
        return pages;
    }

    Sample page(String name) {
        return pages.stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        board.close();
        many.close();
        empty.close();
    }

    private static Map<String, String> settings(String campuses) {
        return Map.of(
                "DEMO", "true",
                "CAMPUSES", campuses,
                "CONTACT", "tablon@example.org",
                "LEGAL_URL", "https://example.org/legal",
                "ACCESSIBILITY_URL", "https://example.org/accesibilidad");
    }

    private static String manyCampuses() {
        return IntStream.range(0, CAMPUS_NAMES.size())
                .mapToObj(number -> "C" + number + "=" + CAMPUS_NAMES.get(number))
                .collect(Collectors.joining(","));
    }

    private static String nextPage(LaunchedBoard board) {
        var home = board.reader().with("Accept", "text/html").get("").text();
        var next = NEXT_PAGE.matcher(home);
        assertThat(next.find()).as("the board has a second page").isTrue();
        return next.group().replaceAll(".*href=\"[^?\"]*([^\"]*)\".*", "$1").replace("&amp;", "&");
    }

    private static String newest(LaunchedBoard board) {
        return pageOf(board.reader().get("api/news?limit=1").json().get(0));
    }

    private static String published(LaunchedBoard board, String title, String text) {
        var notice = Notices.notice(title);
        notice.put("descripcion", text);
        notice.put("campus", "CENTRO");
        var answer = board.administrator().post("api/news", notice);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return pageOf(answer.json());
    }

    private static String withdrawn(LaunchedBoard board) {
        var page = published(board, "Aula cerrada", "Vuelve a abrir el jueves.");
        var deleted = board.administrator().with("If-Match", "*").delete(page.replace("noticias/", "api/news/"));
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
        return page;
    }

    private static String pageOf(JsonNode notice) {
        return "noticias/" + notice.get("id").asText();
    }

    /** A page of a board, with a short name for reports and files. */
    record Sample(String name, URI board, String path) {
        Sample(String name, LaunchedBoard board, String path) {
            this(name, board.address(), path);
        }

        URI address() {
            return board.resolve("/" + path);
        }

        Client reader() {
            return new Client(board.resolve("/"), exchange -> {}).with("Accept", "text/html");
        }

        /** The page in a language. */
        Exchange get(String language) {
            return reader().with("Accept-Language", language).get(path);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
