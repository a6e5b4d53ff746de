package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;

/** The agenda in Madrid, where it is ten in the morning of Monday, 2 March 2026. */
class AgendaTest extends BoardTest {
    private static final Pattern TITLE = Pattern.compile("<h3 dir=\"auto\"><a [^>]*>(.*?)</a></h3>");
    private static final Pattern HEADING = Pattern.compile("<h2>(.*?)</h2>");
    private static final Pattern NEXT = Pattern.compile("<a rel=\"next\" href=\"([^\"]*(?:cursor|antes)=[^\"]*)\"");

    @Test
    void eventAppearsWhenItIsPublishedAndGoesWhenItEnds() {
        post(
                "Charla",
                "publicada",
                "2026-03-02T09:00:10Z",
                "empieza",
                "2026-03-02T09:30:00Z",
                "termina",
                "2026-03-02T10:30:00Z");
        clock.advance(Duration.ofSeconds(9));
        assertThat(titles("/agenda")).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        assertThat(titles("/agenda")).containsExactly("Charla");
        assertThat(titles("/agenda?antes=")).isEmpty();
        assertThat(page("/agenda")).contains("10:30–11:30");

        clock.advance(Duration.ofMinutes(90).minusSeconds(11));
        assertThat(titles("/agenda")).containsExactly("Charla");

        clock.advance(Duration.ofSeconds(1));
        assertThat(titles("/agenda")).isEmpty();
        assertThat(titles("/agenda?antes=")).containsExactly("Charla");
    }

    @Test
    void wholeDaysAndEventsWithoutEndEndAtMidnight() {
        post("Jornada", "empieza", "2026-03-02");
        post("Feria", "empieza", "2026-03-01", "termina", "2026-03-02");
        post("Concierto", "empieza", "2026-03-02T08:00:00Z");
        post("Mañana", "empieza", "2026-03-03");
        clock.advance(Duration.ofHours(14).minusSeconds(1));
        assertThat(titles("/agenda")).containsExactly("Feria", "Jornada", "Concierto", "Mañana");

        clock.advance(Duration.ofSeconds(1));

        assertThat(titles("/agenda")).containsExactly("Mañana");
        assertThat(titles("/agenda?antes=")).containsExactly("Concierto", "Jornada", "Feria");
    }

    @Test
    void expiredAndWithdrawnEventsAreNotShown() {
        post("Caduca", "empieza", "2026-03-09", "caduca", "2026-03-02T10:00:00Z");
        var id = post("Retirada", "empieza", "2026-03-10");
        assertThat(titles("/agenda")).containsExactly("Caduca", "Retirada");

        administrator().with("If-Match", "*").delete("/api/news/" + id);
        clock.advance(Duration.ofHours(1));

        assertThat(titles("/agenda")).isEmpty();
        assertThat(titles("/agenda?mes=2026-03")).isEmpty();
    }

    @Test
    void eventsAreGroupedByDayAndThoseUnderWayAreFirst() {
        post("Exposición", "empieza", "2026-02-20", "termina", "2026-03-20");
        post("Taller", "empieza", "2026-03-02T17:00:00+01:00", "lugar", "Aula 1\nPlanta baja");
        post("Hoy", "empieza", "2026-03-02");
        post("Cena", "empieza", "2026-03-03T22:00:00+01:00", "termina", "2026-03-04T02:00:00+01:00");
        post("Congreso", "empieza", "2026-12-31T09:00:00+01:00", "termina", "2027-01-02T14:00:00+01:00");

        var page = page("/agenda");

        assertThat(headings(page))
                .containsExactly(
                        "En curso", "Hoy lunes, 2 de marzo", "Mañana martes, 3 de marzo", "Jueves 31 de diciembre");
        assertThat(titles("/agenda")).containsExactly("Exposición", "Hoy", "Taller", "Cena", "Congreso");
        assertThat(page)
                .containsSubsequence("Exposición", "Todo el día", "Del 20 feb al 20 mar")
                .containsSubsequence("Taller", "17:00", "Aula 1, Planta baja", "Universidad de Granada")
                .contains("22:00–2:00")
                .containsSubsequence("Congreso", "9:00", "Del 31 dic al 2 ene 2027");
        assertThat(headings(reader().with("Accept", "text/html")
                        .with("Accept-Language", "en")
                        .get("/agenda")
                        .text()))
                .containsExactly(
                        "Under way", "Today Monday, 2 March", "Tomorrow Tuesday, 3 March", "Thursday 31 December");
    }

    @Test
    void pagingReachesEachEventOnce() {
        var expected = IntStream.range(0, 250).mapToObj(i -> "E" + i + ".").toList();
        for (int i = 0; i < 250; i++) {
            // whole days, and times that are the same for several events
            var day = "2026-04-%02d".formatted(1 + i / 10);
            post("E" + i + ".", "empieza", i % 3 == 0 ? day : day + "T10:00:00+02:00");
        }

        var upcoming = allPages("/agenda");

        assertThat(upcoming).hasSize(250).containsExactlyInAnyOrderElementsOf(expected);
        clock.advance(Duration.ofDays(60));
        var ended = new ArrayList<>(allPages("/agenda?antes="));
        assertThat(ended).hasSize(250);
        Collections.reverse(ended);
        assertThat(ended).isEqualTo(upcoming);
        assertThat(titles("/agenda")).isEmpty();
        assertThat(titles("/agenda?antes=2026-04-02")).containsExactlyElementsOf(reversed(upcoming.subList(0, 10)));
    }

    @Test
    void filtersComposeAndTheirLinksStayInTheAgenda() {
        post("Regata", "empieza", "2026-03-09", "etiquetas", List.of("Deporte"));
        post("Regata de noche", "campus", "MED", "empieza", "2026-03-10", "etiquetas", List.of("Deporte"));
        post("Cine", "campus", "MED", "empieza", "2026-03-11", "etiquetas", List.of("Cultura"));
        post("Sin fecha", "campus", "MED", "etiquetas", List.of("Deporte"));

        assertThat(titles("/agenda?campus=med")).containsExactly("Regata de noche", "Cine");
        assertThat(titles("/agenda?etiqueta=DEPORTE")).containsExactly("Regata", "Regata de noche");
        assertThat(titles("/agenda?etiqueta=deporte&campus=MED&q=noche"))
                .containsExactly("Regata de <mark>noche</mark>");
        assertThat(titles("/agenda?mes=2026-03&q=regata&evento=false")).hasSize(2);
        assertThat(titles("/agenda?etiqueta=nada")).isEmpty();
        assertThat(titles("/agenda?q=%C2%A1%21")).isEmpty();
        assertThat(reader().with("Accept", "text/html").get("/agenda?campus=X").status())
                .isEqualTo(404);
        assertThat(page("/agenda?campus=MED&etiqueta=deporte"))
                .contains(
                        "<title>Agenda · Facultad de Medicina · Deporte · Tablón</title>",
                        "action=\"/agenda\"",
                        "href=\"/agenda?campus=UGR&amp;etiqueta=Deporte\"",
                        "href=\"/?campus=MED&amp;etiqueta=Deporte\"",
                        "href=\"/seguir?campus=MED&amp;etiqueta=Deporte\"",
                        "href=\"/?campus=MED&amp;etiqueta=Deporte&amp;evento=true\"")
                .doesNotContain("evento=true\" aria-current");
        assertThat(titles("/?campus=MED&etiqueta=Deporte&evento=true")).containsExactly("Regata de noche");
        assertThat(page("/?campus=MED")).contains("href=\"/agenda?campus=MED\"", "action=\"/\"");
    }

    @Test
    void monthShowsAnEventOnEachOfItsDays() {
        post("Antes", "empieza", "2026-02-20", "termina", "2026-03-02");
        post("Primero", "empieza", "2026-03-01");
        post("Puente", "empieza", "2026-03-30T10:00:00+02:00", "termina", "2026-04-01T09:00:00+02:00");
        post("Último", "empieza", "2026-03-31T23:59:59+02:00");
        post("Abril", "empieza", "2026-04-01");
        post("Noche", "empieza", "2026-03-20T22:00:00+01:00", "termina", "2026-03-21T02:00:00+01:00");
        post("Febrero", "empieza", "2026-02-28T23:00:00+01:00", "termina", "2026-03-01T00:00:00+01:00");

        var march = page("/agenda?mes=2026-03");

        assertThat(day(march, "2026-03-01")).containsExactly("Antes", "Primero");
        assertThat(day(march, "2026-03-02")).containsExactly("Antes");
        assertThat(day(march, "2026-03-30")).containsExactly("Puente");
        assertThat(day(march, "2026-03-31")).containsExactly("Último", "Puente");
        assertThat(march).doesNotContain("dia-2026-03-03", "dia-2026-03-21", "Abril", "Febrero");
        assertThat(day(page("/agenda?mes=2026-04"), "2026-04-01")).containsExactly("Puente", "Abril");
        assertThat(march)
                .containsPattern(
                        "<td class=\"today\" aria-current=\"date\">\\s*<a class=\"number\" href=\"#dia-2026-03-02\"")
                .contains(">: 2 eventos</span>", "Del 30 mar al 1 abr", "Continúa")
                .contains("<h1 dir=\"auto\">Agenda: marzo de 2026</h1>");
    }

    @Test
    void weeksBeginOnMondayAndYearsAreBounded() {
        assertThat(page("/agenda?mes=2026-03"))
                .containsPattern(
                        "<tr>\\s*(<td class=\"other\"></td>\\s*){6}<td>\\s*<time class=\"number\" datetime=\"2026-03-01\">")
                .contains("href=\"/agenda?mes=2026-02\"", "href=\"/agenda?mes=2026-04\"");
        assertThat(page("/agenda?mes=0001-01"))
                .contains("href=\"/agenda?mes=0001-02\"")
                .doesNotContain("rel=\"prev\"");
        assertThat(page("/agenda?mes=9999-12"))
                .contains("href=\"/agenda?mes=9999-11\"", "datetime=\"9999-12-31\"")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void monthOfFourHundredEventsShowsAllAndABusierOneSaysThatThereAreMore() {
        for (int i = 0; i < 400; i++) {
            post("M" + i + ".", "empieza", "2026-05-%02d".formatted(1 + i % 31), "descripcion", "x".repeat(20_000));
        }
        var page = page("/agenda?mes=2026-05");
        assertThat(matches(TITLE, page)).hasSize(400).doesNotHaveDuplicates();
        assertThat(page).doesNotContain("más eventos").contains("y 10 más");
        assertThat(page.length()).isLessThan(400_000);

        for (int i = 0; i < 101; i++) {
            post("L" + i + ".", "empieza", "2026-05-01", "termina", "2026-05-31");
        }

        var busier = page("/agenda?mes=2026-05");
        assertThat(busier).contains("Este mes tiene más eventos: se muestran los 500 primeros.", "continúan este día");
        assertThat(busier.length()).isLessThan(1_024 * 1_024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "antes=ayer",
                "antes=2026-02-30",
                "antes=%00",
                "antes=+",
                "antes=-0001-01-01",
                "antes=&antes=2020-01-01",
                "antes=9999-12-31",
                "antes=AAAA"
            })
    void invalidDayShowsTheLatest(String query) {
        post("Pasado", "empieza", "2026-02-01");

        assertThat(titles("/agenda?" + query)).containsExactly("Pasado");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mes=", "mes=2026-13", "mes=0000-01", "mes=10000-01", "mes=%F0%9F%98%80", "mes=2026-03&antes="})
    void invalidMonthIsTheCurrentOne(String query) {
        assertThat(page("/agenda?" + query)).contains("<h1 dir=\"auto\">Agenda: marzo de 2026</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "cursor=", "cursor=2026-01-01", "CURSOR=1", "otro=1"})
    void invalidCursorShowsTheFirstPage(String query) {
        post("Feria", "empieza", "2026-03-09");

        assertThat(titles("/agenda?" + query)).containsExactly("Feria");
    }

    @Test
    void dayBeforeAllOthersShowsTheLatest() {
        post("Pasado", "empieza", "2026-02-01");

        assertThat(titles("/agenda?antes=0000-01-01")).containsExactly("Pasado");
        assertThat(titles("/agenda?antes=2026-02-02")).containsExactly("Pasado");
    }

    @Test
    void onlyTheListAndTheCurrentMonthAreIndexed() {
        for (var path : List.of("/agenda", "/agenda?campus=UGR", "/agenda?mes=2026-03")) {
            var canonical = getBaseUri().resolve(path).toString();
            assertThat(page(path))
                    .as(path)
                    .contains(
                            "<link rel=\"canonical\" href=\"" + canonical + "\">",
                            "hreflang=\"en\" href=\"" + canonical + (path.contains("?") ? "&amp;" : "?") + "lang=en\"")
                    .doesNotContain("noindex");
        }
        for (var path : List.of("/agenda?mes=2026-04", "/agenda?antes=", "/agenda?q=a", "/agenda?antes=2026-01-01")) {
            assertThat(page(path)).as(path).contains("noindex").doesNotContain("canonical");
        }
    }

    @Test
    void languageSwitchKeepsTheView() {
        post("Pasado", "empieza", "2026-02-01");

        assertThat(page("/agenda?mes=2026-04&campus=UGR"))
                .contains("href=\"/agenda?mes=2026-04&amp;campus=UGR&amp;lang=en\"");
        assertThat(page("/agenda?antes=2026-02-02"))
                .containsPattern("href=\"/agenda\\?antes=[\\w-]+&amp;lang=en\" lang=\"en\"");
        assertThat(page("/agenda?lang=en")).contains("href=\"/agenda?mes=2026-03&amp;lang=en\"", ">Past<");
    }

    @Test
    void hostileTextsAreEscaped() {
        post(
                "</a><script>alert(1)</script> ]]> & \"\u202Eabc 😀",
                "empieza",
                "2026-03-09",
                "lugar",
                "<b>\n\n&amp;\nsótano");

        for (var path : List.of("/agenda", "/agenda?mes=2026-03", "/agenda?q=%3Cscript%3Ealert", "/")) {
            assertThat(page(path)).as(path).doesNotContain("<script>", "<b>").contains("script&gt;");
        }
        assertThat(page("/agenda")).contains("&lt;b&gt;, &amp;amp;, sótano");
    }

    @Test
    void emptyAgendaSaysSo() {
        assertThat(page("/agenda")).contains("No hay eventos a la vista.");
        assertThat(page("/agenda?antes=")).contains("Todavía no ha terminado ningún evento.");
        assertThat(page("/agenda?mes=2026-04")).contains("No hay eventos este mes.");
        assertThat(page("/agenda?q=zz")).contains("Ningún evento coincide.", "href=\"/agenda?antes=&amp;q=zz\"");
        assertThat(page("/agenda?campus=MED")).contains("Ver la agenda de todos los campus");
        assertThat(reader().with("Accept", "text/html").get("/agenda?lang=en").text())
                .contains("There are no upcoming events.");
    }

    @Test
    void pageIsSharedUntilTheBoardChanges() {
        post("Uno", "empieza", "2026-03-09");
        var first = reader().with("Accept", "text/html").get("/agenda");
        var tag = first.header("ETag");

        var again =
                reader().with("Accept", "text/html").with("If-None-Match", tag).get("/agenda");
        post("Dos", "empieza", "2026-03-10");
        var changed =
                reader().with("Accept", "text/html").with("If-None-Match", tag).get("/agenda");

        assertThat(again.status()).isEqualTo(304);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(titles("/agenda")).containsExactly("Uno", "Dos");
    }

    @Test
    void teaserOfAnEventSaysWhenItIs() {
        post("Charla", "empieza", "2026-11-24T18:00:00+01:00", "caduca", "2026-11-24T20:00:00+01:00");
        post("Feria", "empieza", "2026-11-24", "termina", "2026-11-26", "fijada", true);
        post("Sin fecha");

        var board = page("/");

        assertThat(board)
                .containsSubsequence(
                        "Feria", "Evento:</span> Del 24 nov al 26 nov", "Charla", "Evento:</span> 24 nov, 18:00")
                .doesNotContain("Hasta el 24 nov", "2 mar</time>");
        assertThat(titles("/?evento=true")).containsExactlyInAnyOrder("Charla", "Feria");
        assertThat(page("/?evento=true")).contains("<title>Eventos · Tablón</title>");
    }

    @Test
    void navigationMarksTheCurrentPart() {
        assertThat(page("/"))
                .contains("<a href=\"/\" aria-current=\"true\">Noticias</a>", "<a href=\"/agenda\">Agenda</a>");
        assertThat(page("/agenda?mes=2026-03"))
                .contains("<a href=\"/agenda\" aria-current=\"true\">Agenda</a>", "<a href=\"/\">Noticias</a>");
        assertThat(page("/?q=becas&lang=en"))
                .contains(
                        "<a href=\"/agenda?lang=en\">Events</a>", "<a href=\"/seguir?q=becas&amp;lang=en\">Follow</a>");
    }

    private String post(String title, Object... members) {
        var notice = notice(members);
        notice.put("titulo", title);
        var answer = administrator().post("/api/news", notice);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.json().path("id").asText()).toString();
    }

    private String page(String path) {
        var answer = reader().with("Accept", "text/html").get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private List<String> titles(String path) {
        return matches(TITLE, page(path));
    }

    private List<String> allPages(String path) {
        var titles = new ArrayList<String>();
        var next = path;
        while (!next.isEmpty()) {
            var page = page(next);
            titles.addAll(matches(TITLE, page));
            var link = matches(NEXT, page);
            next = link.isEmpty() ? "" : link.get(0).replace("&amp;", "&");
        }
        return titles;
    }

    /** The titles listed under a day of a month. */
    private static List<String> day(String page, String date) {
        var section = page.substring(page.indexOf("id=\"dia-" + date));
        return matches(TITLE, section.substring(0, section.indexOf("</section>")));
    }

    private static List<String> headings(String page) {
        return matches(HEADING, page).stream()
                .map(heading -> heading.replaceAll("<[^>]*>", "").replace('\u00A0', ' '))
                .toList();
    }

    private static List<String> reversed(List<String> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
