package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /** An event with a place and labels as long as they come. */
    private static final String[] EVENT = {
        "accion", "previsualizar",
        "titulo", "Pruebas de nivel de idiomas",
        "empieza-dia", "2099-11-24",
        "empieza-hora", "09:00",
        "termina-dia", "2099-11-26",
        "termina-hora", "20:30",
        "lugar", "Edificio de " + "usos-multiples-".repeat(5) + "A\nPlanta segunda",
        "etiquetas", "idiomas, " + "electroencefalografistas".repeat(2).substring(0, 40) + ", movilidad internacional",
        "caducidad", "evento"
    };

    /** Sends a form as the person who fills it in does. */
    private static final String SEND = """
            ({action, fields}) => {
                const form = Object.assign(document.createElement('form'), {id: 'sent', method: 'post', action});
                for (let i = 0; i < fields.length; i += 2) {
                    form.append(Object.assign(
                        document.createElement('textarea'), {name: fields[i], value: fields[i + 1]}));
                }
                document.body.append(form);
                HTMLFormElement.prototype.submit.call(form);
            }
            """;

    /** In a form: a value that is new each time, because one name cannot be tried often. */
    private static final String NEW_VALUE = "{new}";

    private static final Pattern SET_UP = Pattern.compile("/(instalacion/[A-Za-z0-9_-]+)");
    private static final Pattern TIME_FIELD =
            Pattern.compile("name=\"(publicada|publicada-exacta)\"[^>]* value=\"([^\"]*)\"");
    private static final Pattern NEXT_PAGE = Pattern.compile("<a [^>]*rel=\"next\"[^>]*>");

    private final LaunchedBoard board;
    private final LaunchedBoard many;
    private final LaunchedBoard empty;
    private final List<Sample> pages;

    private SampleBoards(LaunchedBoard board, LaunchedBoard many, LaunchedBoard empty) {
        this.board = board;
        this.many = many;
        this.empty = empty;
        this.pages = Stream.of(pagesForReaders(), agenda(), pagesForPeople(), pagesForModerators())
                .flatMap(List::stream)
                .toList();
    }

    private List<Sample> pagesForReaders() {
        var labels = List.of("Becas y ayudas", "Biblioteca", "100 % en línea", "Máster/Doctorado", "y".repeat(40));
        labelled(board, "Becas de comedor", List.of("Becas y ayudas", "Biblioteca"));
        labelled(board, "Becas de transporte", labels);
        return List.of(
                new Sample("home", board, ""),
                new Sample("second-page", board, nextPage(board)),
                new Sample("campus", board, "?campus=CENTRO"),
                new Sample("hits", board, "?q=becas"),
                new Sample("campus-hits", board, "?campus=CENTRO&q=becas"),
                new Sample("no-hits", board, "?q=criptozoolog%C3%ADa"),
                new Sample("label", board, "?etiqueta=Becas+y+ayudas"),
                new Sample("label-hits", board, "?campus=CENTRO&etiqueta=Becas+y+ayudas&q=becas"),
                new Sample("label-empty", board, "?campus=CENTRO&etiqueta=Nada"),
                new Sample("labels", board, "etiquetas"),
                new Sample("labels-empty", empty, "etiquetas"),
                new Sample("notice", board, newest(board)),
                new Sample("event", board, event(board)),
                new Sample("table", board, published(board, "Pruebas de nivel de idiomas", EVERY_MARKDOWN)),
                new Sample("withdrawn", board, withdrawn(board)),
                new Sample("404", board, "noticias/nada"),
                new Sample("400", board, "?q=" + "y".repeat(201)),
                new Sample("follow", board, "seguir"),
                new Sample(
                        "follow-filtered",
                        board,
                        "seguir?campus=CENTRO&etiqueta=" + "becas-de-comedor-".repeat(2) + "&q=" + "y".repeat(200)),
                new Sample("embed", board, "insertar"),
                new Sample("embed-filtered", board, "insertar?campus=CENTRO&q=becas"),
                new Sample("embed-empty", board, "insertar?evento=true&q=criptozoolog%C3%ADa"),
                new Sample("many", many, ""),
                new Sample("many-hits", many, "?q=becas"),
                new Sample("empty-campus", many, "?campus=C0"),
                new Sample("empty", empty, ""));
    }

    /** Events around today: on whole days, at times, at night and for weeks, with titles and places as long as they come. */
    private List<Sample> agenda() {
        var today = LocalDate.now(ZoneId.of("Europe/Madrid"));
        var seminar =
                "Seminario de investigación: «Electroencefalografistas y biotecnología en la universidad del siglo XXI»";
        event(
                "Exposición: cien años de carteles",
                today.minusDays(9),
                today.plusDays(20),
                "",
                "",
                "Sala de exposiciones");
        event("Consejo de Departamento", today, today, "T10:00", "T12:30", "Sala de juntas\nSegunda planta");
        event("Matrícula abierta", today, today.plusDays(2), "", "", "");
        event("Taller de escritura", today.plusDays(1), null, "T18:00", "", "Biblioteca");
        event(
                seminar,
                today.plusDays(1),
                today.plusDays(1),
                "T09:00",
                "T11:00",
                "Salón de actos de la Facultad de Ciencias");
        event("Concierto de la coral", today.plusDays(4), today.plusDays(5), "T22:00", "T01:30", "Paraninfo");
        event("Feria de empleo", today.plusDays(8), today.plusDays(10), "T09:00", "T14:00", "Patio central");
        event("Cineclub: «El espíritu de la colmena»", today.plusDays(8), null, "T20:00", "", "Aula Magna");
        event("Torneo de ajedrez", today.plusDays(8), null, "", "", "Pabellón");
        event("Reunión de delegados", today.plusDays(8), null, "T12:00", "", "");
        event("Pregunta al rector", today.plusDays(8), null, "T13:00", "", "");
        event("Jornada de puertas abiertas", today.minusDays(3), today.minusDays(3), "", "", "Campus Centro");
        event("Conferencia inaugural", today.minusDays(40), null, "T12:00", "", "Paraninfo");
        return List.of(
                new Sample("agenda", board, "agenda"),
                new Sample("agenda-campus", board, "agenda?campus=CENTRO"),
                new Sample("agenda-hits", board, "agenda?q=taller&etiqueta=cultura"),
                new Sample("agenda-none", board, "agenda?q=criptozoolog%C3%ADa"),
                new Sample("agenda-ended", board, "agenda?antes="),
                new Sample("agenda-month", board, "agenda?mes="),
                new Sample("agenda-month-none", many, "agenda?mes=2030-02"),
                new Sample("agenda-empty", empty, "agenda"));
    }

    private void event(
            String title, LocalDate first, @Nullable LocalDate last, String from, String until, String place) {
        var notice = Notices.notice(title);
        notice.put("campus", "CENTRO");
        notice.put("etiquetas", List.of("Cultura"));
        notice.put("empieza", first + (from.isEmpty() ? "" : from + ":00+01:00"));
        if (last != null) {
            notice.put("termina", last + (until.isEmpty() ? "" : until + ":00+01:00"));
        }
        if (!place.isEmpty()) {
            notice.put("lugar", place);
        }
        var answer = board.administrator().post("api/news", notice);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    /** With names, titles and texts as long as they come. */
    private List<Sample> pagesForPeople() {
        var ana = Person.invited(board, "ana", "Ana María Fernández de Córdoba y Ruiz", "administrador");
        var luis = Person.invited(board, "luis", "Luis Ortega", "editor", "CENTRO", "CIENCIAS");
        var marta = Person.invited(board, "marta", "Marta Ruiz", "miembro");
        var nobody = Person.invited(many, "nadie", "Nadie", "editor");
        var exams = luis.published(
                "Exámenes de febrero: calendario, aulas y qué hacer si coinciden dos", EVERY_MARKDOWN, "CENTRO");
        luis.published("Elecciones a delegado", "Se vota en el aula.", "CENTRO", "publicada", "2099-12-03T09:00:00Z");
        luis.change(exams, "titulo", "Exámenes de febrero: calendario, aulas y revisiones");
        luis.change(exams, "descripcion", EVERY_MARKDOWN.replace("tres turnos", "cuatro turnos"), "fijada", true);
        ana.change(exams, "titulo", "Exámenes de febrero: calendario, aulas y qué hacer si coinciden dos");
        luis.withdraw(luis.published("Aula cerrada", "Vuelve a abrir el jueves.", "CENTRO"));
        var lost = luis.published("Perdida una llave", "De la taquilla 12.", "CENTRO");
        luis.withdraw(lost);
        var carla = Person.invited(board, "carla", "Carla Núñez", "editor", "CENTRO");
        var draft =
                carla.draft("Exámenes de febrero: calendario, aulas y qué hacer si coinciden dos " + "y".repeat(100));
        return List.of(
                new Sample("sign-in", board, "entrar"),
                new Sample("wrong-password", board, "entrar").after("usuario", NEW_VALUE, "clave", "no es esta"),
                new Sample("kept", board, "noticias/nueva").after("titulo", "Exámenes", "descripcion", "Un texto."),
                new Sample("sign-up", many, "registro"),
                new Sample("set-up", empty, setUp(empty)),
                new Sample("set-up-faulty", empty, setUp(empty)).after("usuario", "", "clave", "corta"),
                new Sample("invitation", board, Person.invitation(board, "editor", "CENTRO")),
                new Sample("invitation-faulty", board, Person.invitation(board, "editor", "CENTRO"))
                        .after("usuario", "ana", "nombre", "", "clave", "corta"),
                new Sample("invitation-used", board, "invitaciones/" + "x".repeat(43)),
                new Sample("new-password", board, marta.resetLink(board)),
                new Sample("sign-out", board, "salir").as(luis),
                new Sample("board-publisher", board, "").as(luis),
                new Sample("board-administrator", board, "").as(ana),
                new Sample("board-member", board, "").as(marta),
                new Sample("new-notice", board, "noticias/nueva").as(luis),
                new Sample("new-notice-faulty", board, "noticias/nueva")
                        .as(luis)
                        .after("accion", "guardar", "titulo", "", "descripcion", "", "caduca", "2020-01-01T00:00"),
                new Sample("new-notice-event-faulty", board, "noticias/nueva")
                        .as(luis)
                        .after(typed(
                                "accion",
                                "guardar",
                                "titulo",
                                "Charla",
                                "empieza-dia",
                                "2099-12-03",
                                "empieza-hora",
                                "18:00",
                                "termina-hora",
                                "20:00",
                                "lugar",
                                "Aula Magna",
                                "etiquetas",
                                "charlas,".repeat(3) + "a,b,c,d,e,f,g,h",
                                "caducidad",
                                "evento")),
                new Sample("new-notice-preview", board, "noticias/nueva")
                        .as(luis)
                        .after(typed(EVENT)),
                new Sample("new-notice-nowhere", many, "noticias/nueva").as(nobody),
                new Sample("new-notice-draft", board, draft).as(carla),
                new Sample("new-notice-unfinished", board, "noticias/nueva").as(carla),
                new Sample("my-notices-drafts", board, "mis-noticias?hecho=draft-saved").as(carla),
                new Sample("own-notice", board, exams).as(luis),
                new Sample("edit", board, exams + "/editar").as(luis),
                new Sample("conflict", board, exams + "/editar")
                        .as(luis)
                        .after(typed("accion", "guardar", "titulo", "Exámenes de enero: calendario y aulas")),
                new Sample("withdrawn-meanwhile", board, lost + "/editar")
                        .as(luis)
                        .after(typed("accion", "guardar", "titulo", "Perdida una llave roja")),
                new Sample("forbidden", board, exams + "/editar").as(marta),
                new Sample("withdraw", board, exams + "/retirar").as(luis),
                new Sample("restore", board, lost + "/restaurar").as(luis),
                new Sample("history", board, exams + "/historial").as(ana),
                new Sample("history-changed", board, exams + "/historial")
                        .as(luis)
                        .after("version", "1", "restaurar", "1"),
                new Sample("history-withdrawn", board, lost + "/historial").as(luis),
                new Sample("bin", board, "papelera").as(ana),
                new Sample("bin-empty", many, "papelera").as(nobody),
                new Sample("my-notices", board, "mis-noticias?hecho=published").as(luis),
                new Sample("my-notices-empty", many, "mis-noticias").as(nobody),
                new Sample("people", board, "personas").as(ana),
                new Sample("people-faulty", board, "personas").as(ana).after("rol", ""),
                new Sample("people-invited", board, "personas").as(ana).after("rol", "editor", "campus", "CENTRO"),
                new Sample("person", board, "personas/" + luis.id()).as(ana),
                new Sample("person-changed", board, "personas/" + luis.id())
                        .as(ana)
                        .after("accion", "guardar", "version", "0", "nombre", "Luis", "rol", "editor"),
                new Sample("person-reset", board, "personas/" + marta.id())
                        .as(ana)
                        .after("accion", "enlace"),
                new Sample("person-deletion", board, "personas/" + luis.id() + "/eliminar").as(ana),
                new Sample("audit", board, "auditoria").as(ana),
                new Sample("audit-filtered", board, "auditoria?tipo=account&acto=create").as(ana),
                new Sample("audit-none", board, "auditoria?acto=hide").as(ana),
                new Sample("campuses", board, "campus").as(ana),
                new Sample("campuses-faulty", board, "campus").as(ana).after("nombre", "", "codigo", "Ñ"),
                new Sample("campus-settings", board, "campus/CENTRO").as(ana),
                new Sample("campus-settings-faulty", board, "campus/CENTRO")
                        .as(ana)
                        .after("nombre", "", "moderadores", marta.id()),
                new Sample("account", board, "cuenta").as(luis),
                new Sample("account-faulty", board, "cuenta")
                        .as(marta)
                        .after("accion", "guardar", "nombre", "", "correo", "marta"),
                new Sample("account-deletion", board, "cuenta/eliminar").as(marta),
                new Sample("tokens", board, "fichas").as(luis),
                new Sample("tokens-faulty", board, "fichas").as(luis).after("accion", "crear", "nombre", ""),
                new Sample("tokens-member", board, "fichas").as(marta),
                new Sample("token-new", board, "fichas")
                        .as(ana)
                        .after("accion", "crear", "nombre", "Pantalla del vestíbulo", "permisos", "publicar"));
    }

    /** The notices of a member in every state outside the board, as the member and moderators see them. */
    private List<Sample> pagesForModerators() {
        var mar = Person.invited(board, "mar", "Mar Delgado", "moderador", "CENTRO");
        var noa = Person.invited(board, "noa", "Noa Álvarez de Sotomayor", "miembro", "CENTRO", "CIENCIAS");
        noa.published("Torneo de ajedrez", "El sábado en **el vestíbulo**. Trae tu tablero.", "CENTRO");
        var longer = noa.published(
                "Pruebas de nivel de idiomas", EVERY_MARKDOWN, "CIENCIAS", "caduca", "2099-12-03T09:00:00Z");
        var changed = noa.published("Grupo de lectura", "Nos vemos el *martes* en la biblioteca.", "CENTRO");
        mar.decide(changed, "approval", "");
        noa.propose(changed, "Grupo de lectura en inglés", "Nos vemos el *jueves* en la biblioteca.", "CENTRO");
        var refused = noa.published("Se vende bicicleta", "Casi nueva.", "CENTRO");
        mar.decide(refused, "rejection", "{\"motivo\":\"Este tablón no es para anuncios de compra y venta.\"}");
        var hidden = noa.published("Concierto", "En la plaza.", "CENTRO");
        mar.decide(hidden, "approval", "");
        mar.decide(hidden, "hiding", "{\"motivo\":\"El concierto se ha suspendido.\"}");
        return List.of(
                new Sample("board-moderator", board, "").as(mar),
                new Sample("labels-moderator", board, "etiquetas?hecho=label-renamed").as(mar),
                new Sample("label-form", board, "etiquetas/Becas%20y%20ayudas").as(mar),
                new Sample("label-faulty", board, "etiquetas/Becas%20y%20ayudas")
                        .as(mar)
                        .after("nombre", ""),
                new Sample("label-exists", board, "etiquetas/Becas%20y%20ayudas")
                        .as(mar)
                        .after("nombre", "Biblioteca"),
                new Sample("moderation", board, "moderacion").as(mar),
                new Sample("moderation-faulty", board, "moderacion")
                        .as(mar)
                        .after("accion", "rechazar", "noticia", longer.replace("noticias/", ""), "motivo", ""),
                new Sample("moderation-visible", board, "moderacion?estado=visible").as(mar),
                new Sample("moderation-refused", board, "moderacion?estado=rechazada").as(mar),
                new Sample("moderation-hidden", board, "moderacion?estado=oculta").as(mar),
                new Sample("moderation-one", board, "moderacion?id=" + changed.replace("noticias/", "")).as(mar),
                new Sample("proposed-notice", board, longer).as(noa),
                new Sample("refused-notice", board, refused).as(mar),
                new Sample("new-notice-member", board, "noticias/nueva").as(noa),
                new Sample("correct-refused", board, refused + "/editar").as(noa),
                new Sample("my-notices-member", board, "mis-noticias").as(noa));
    }

    /** The fields with the time of publication in the form for a notice, which the person does not change. */
    private static List<String> times(Person person, String notice) {
        var form = person.client()
                .with("Accept", "text/html")
                .get(notice + "/editar")
                .text();
        return TIME_FIELD
                .matcher(form)
                .results()
                .flatMap(field -> Stream.of(field.group(1), field.group(2)))
                .toList();
    }

    private static List<String> append(List<String> fields, List<String> more) {
        return Stream.concat(fields.stream(), more.stream()).toList();
    }

    private static String[] with(List<String> fields, String action) {
        return Stream.concat(fields.stream(), Stream.of("accion", action)).toArray(String[]::new);
    }

    /** A whole form for a notice. */
    private static String[] typed(String... fields) {
        var text = EVERY_MARKDOWN.replace("dos horas", "tres horas").replace("~~de enero~~ ", "");
        return Stream.concat(Stream.of(fields), Stream.of("descripcion", text, "campus", "CENTRO", "idioma", "es"))
                .toArray(String[]::new);
    }

    /** Starts a board with the notices and the three campuses of the demo, one with 26 campuses, and an empty one. */
    static SampleBoards start(Path folder) {
        return new SampleBoards(
                LaunchedBoard.start(folder.resolve("board"), settings("", "closed")),
                LaunchedBoard.start(folder.resolve("many"), settings(manyCampuses(), "open")),
                LaunchedBoard.start(folder.resolve("empty"), Map.of("CAMPUSES", "")));
    }

    List<Sample> pages() {
        return pages;
    }

    /** The pages in the guide for those who publish, with less text than {@link #pages}. */
    List<Sample> guide() {
        var eva = Person.invited(board, "eva", "Eva Soler", "editor", "CENTRO");
        eva.published("Becas de comedor", "El plazo acaba el **viernes**.", "CENTRO");
        // the other pages leave drafts
        var writing = Person.invited(board, "evasoler", "Eva Soler", "editor", "CENTRO");
        var grants = writing.published("Becas de comedor", "El plazo acaba el **viernes**.", "CENTRO");
        eva.published("Elecciones a delegado", "Se vota en el aula.", "CENTRO", "publicada", "2099-12-03T09:00:00Z");
        eva.withdraw(eva.published("Aula cerrada", "Vuelve a abrir el jueves.", "CENTRO"));
        var moderator = Person.invited(board, "pilar", "Pilar Vega", "moderador", "CENTRO");
        var text = "El plazo acaba el **lunes**. Hacen falta:\n\n- el impreso\n- una copia del documento de identidad";
        var fields = List.of("titulo", "Becas de comedor", "descripcion", text, "campus", "CENTRO", "idioma", "es");
        return List.of(
                new Sample("preview", board, "noticias/nueva").as(writing).after(with(fields, "previsualizar")),
                new Sample("my-notices", board, "mis-noticias").as(eva),
                new Sample("conflict", board, grants + "/editar")
                        .as(writing)
                        .after(with(append(fields, times(writing, grants)), "guardar")),
                new Sample("moderation", board, "moderacion").as(moderator));
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

    private static Map<String, String> settings(String campuses, String signUp) {
        return Map.of(
                "DEMO", "true",
                "CAMPUSES", campuses,
                "SIGNUP", signUp,
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

    private static void labelled(LaunchedBoard board, String title, List<String> labels) {
        var notice = Notices.notice(title);
        notice.put("campus", "CENTRO");
        notice.put("etiquetas", labels);
        var answer = board.administrator().post("api/news", notice);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    /** An event of the demo, with labels. */
    private static String event(LaunchedBoard board) {
        return pageOf(
                board.reader().get("api/news?q=charla+noche+oscura").json().get(0));
    }

    private static String withdrawn(LaunchedBoard board) {
        var page = published(board, "Aula cerrada", "Vuelve a abrir el jueves.");
        var deleted = board.administrator().with("If-Match", "*").delete(page.replace("noticias/", "api/news/"));
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
        return page;
    }

    /** The path of the link that the first start printed. */
    private static String setUp(LaunchedBoard board) {
        var link = SET_UP.matcher(board.program().out());
        assertThat(link.find()).as(board.program().out()).isTrue();
        return link.group(1);
    }

    private static String pageOf(JsonNode notice) {
        return "noticias/" + notice.get("id").asText();
    }

    /**
     * A page of a board.
     *
     * @param name a short name for reports and files
     * @param cookie the session of the person who sees it; empty for readers
     * @param form names and values in turn of the form whose answer is the page; empty for a page that is only opened
     */
    record Sample(String name, URI board, String path, String cookie, List<String> form) {
        Sample(String name, LaunchedBoard board, String path) {
            this(name, board.address(), path, "", List.of());
        }

        /** The page as this person sees it. */
        Sample as(Person person) {
            return new Sample(name, board, path, person.cookie(), form);
        }

        /** The answer to a form. */
        Sample after(String... fields) {
            return new Sample(name, board, path, cookie, List.of(fields));
        }

        /** Opens the page in a browser. */
        void open(Page page) {
            if (!cookie.isEmpty()) {
                page.context().addCookies(List.of(Person.cookie(cookie, board)));
            }
            if (form.isEmpty()) {
                page.navigate(address().toString());
            } else {
                // from a page of the board, because it accepts forms only from its own pages
                page.navigate(board.resolve("/entrar").toString());
                page.evaluate(SEND, Map.of("action", address().toString(), "fields", fields()));
                page.locator("#sent").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                page.waitForLoadState();
            }
        }

        Client reader() {
            var reader = new Client(board.resolve("/"), exchange -> {}).with("Accept", "text/html");
            return cookie.isEmpty() ? reader : reader.with("Cookie", cookie);
        }

        /** The page in a language. */
        Exchange get(String language) {
            var reader = reader().with("Accept-Language", language);
            return form.isEmpty() ? reader.get(path) : reader.submit(path, fields().toArray());
        }

        @Override
        public String toString() {
            return name;
        }

        private List<String> fields() {
            return form.stream()
                    .map(value -> value.equals(NEW_VALUE) ? UUID.randomUUID().toString() : value)
                    .toList();
        }

        private URI address() {
            return board.resolve("/" + path);
        }
    }
}
