package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class EventFormTest extends BoardTest {
    private static final String NEW = "/noticias/nueva";
    private static final String SCRIPT = "<script>alert(1)</script>";

    @Test
    void timesAreThoseOfTheBoardsZone() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(
                ana,
                "empieza-dia",
                "2026-03-24",
                "empieza-hora",
                "18:00",
                "termina-dia",
                "2026-03-24",
                "termina-hora",
                "20:00",
                "lugar",
                "Aula 3\r\nPlanta baja");

        var read = read(answer);
        assertThat(read.path("empieza").asText()).isEqualTo("2026-03-24T17:00:00.000Z");
        assertThat(read.path("termina").asText()).isEqualTo("2026-03-24T19:00:00.000Z");
        assertThat(read.path("lugar").asText()).isEqualTo("Aula 3\nPlanta baja");
        assertThat(reader().get(path(answer)).text())
                .contains(
                        "martes, 24 de marzo de 2026, de 18:00 a 20:00 (hora de Europa central)",
                        "Aula 3\nPlanta baja");
        assertThat(reader().get(path(answer) + "?lang=en").text())
                .contains("Tuesday, 24 March 2026, from 18:00 to 20:00 (Central European Time)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-24|||           |2026-03-24|          |martes, 24 de marzo de 2026, todo el día<",
                "2026-03-24||2026-03-26| |2026-03-24|2026-03-26|del 24 al 26 de marzo de 2026<",
                "2026-03-30||2026-04-02| |2026-03-30|2026-04-02|del 30 de marzo al 2 de abril de 2026<",
                "2026-03-24|18:00||      |2026-03-24T17:00:00.000Z||martes, 24 de marzo de 2026, 18:00 (hora",
                "2026-03-24|22:00|2026-03-25|00:00|2026-03-24T21:00:00.000Z|2026-03-24T23:00:00.000Z"
                        + "|martes, 24 de marzo de 2026, de 22:00 a 0:00 (hora",
                "2026-03-24|22:00|2026-03-25|02:00|2026-03-24T21:00:00.000Z|2026-03-25T01:00:00.000Z"
                        + "|del martes, 24 de marzo de 2026, 22:00, al miércoles, 25 de marzo de 2026, 2:00 (hora",
                "2026-10-25|01:30|2026-10-25|02:30|2026-10-24T23:30:00.000Z|2026-10-25T00:30:00.000Z"
                        + "|de 1:30 a 2:30 (hora de Europa central, hora de verano de Europa central)"
            })
    void daysAndTimesAreWrittenInWords(
            String startDay,
            @Nullable String startTime,
            @Nullable String endDay,
            @Nullable String endTime,
            String start,
            @Nullable String end,
            String words) {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(
                ana,
                "empieza-dia",
                startDay,
                "empieza-hora",
                text(startTime),
                "termina-dia",
                text(endDay),
                "termina-hora",
                text(endTime));

        assertThat(read(answer).path("empieza").asText()).isEqualTo(start);
        assertThat(read(answer).path("termina").asText()).isEqualTo(end == null ? "null" : end);
        assertThat(reader().get(path(answer)).text()).contains(words);
    }

    @Test
    void formMaySendATimeInOneField() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(ana, "empieza", "2026-03-24T18:00", "termina", "2026-03-25T18:00");

        assertThat(read(answer).path("empieza").asText()).isEqualTo("2026-03-24T17:00:00.000Z");
        assertThat(read(answer).path("termina").asText()).isEqualTo("2026-03-25T17:00:00.000Z");
    }

    @Test
    void savingUnchangedKeepsTimesToTheMillisecond() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(
                ana,
                "empieza",
                "2026-10-25T01:30:12.345Z",
                "termina",
                "2026-10-25T09:00:30Z",
                "caduca",
                "2026-12-01T00:00:00Z");
        var page = ana.get("/noticias/" + id + "/editar");

        assertThat(Forms.fields(page))
                .containsEntry("empieza-dia", "2026-10-25")
                .containsEntry("empieza-hora", "02:30");
        var answer = Forms.send(ana, page, "/noticias/" + id + "/editar", "titulo", "Otro");

        assertThat(answer.status()).isEqualTo(303);
        var read = reader().get("/api/news/" + id).json();
        assertThat(read.path("empieza").asText()).isEqualTo("2026-10-25T01:30:12.345Z");
        assertThat(read.path("termina").asText()).isEqualTo("2026-10-25T09:00:30.000Z");
    }

    @Test
    void eventIsRemovedByEmptyingItsFields() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana, "empieza", "2026-03-24T17:00:00Z", "lugar", "Aula 3", "etiquetas", List.of("becas"));
        var edit = "/noticias/" + id + "/editar";
        var page = ana.get(edit);

        assertThat(page.text()).contains("<details class=\"event-fields\" open>");
        Forms.send(ana, page, edit, "empieza-dia", "", "empieza-hora", "", "lugar", "", "etiquetas", " , ");

        var read = reader().get("/api/news/" + id).json();
        assertThat(read.path("empieza").isNull()).isTrue();
        assertThat(read.path("lugar").isNull()).isTrue();
        assertThat(read.path("etiquetas")).isEmpty();
        assertThat(ana.get(edit).text()).contains("<details class=\"event-fields\">");
    }

    @ParameterizedTest
    @CsvSource({
        "empieza-hora,18:00,empieza,Falta el día de esta hora",
        "empieza-dia,24 de marzo,empieza,Escriba una fecha",
        "empieza-dia,2026-02-30,empieza,Escriba una fecha",
        "empieza-dia,0000-01-01,empieza,Escriba una fecha",
        "termina-hora,18:00,termina,Falta el día de esta hora",
        "termina-dia,2026-03-24,empieza,«termina» necesita «empieza»",
        "lugar,un\u0007timbre,lugar,caracteres de control",
        "caducidad,evento,caducidad,Falta el evento"
    })
    void faultIsShownBesideItsField(String field, String typed, String place, String fault) {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(ana, field, typed);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("href=\"#" + place + "\"", "id=\"" + place + "\"", "id=\"" + place + "-error\"");
        assertThat(answer.text()).contains(fault);
        assertThat(Forms.fields(answer)).containsEntry(field, typed);
        if (!field.equals("caducidad")) {
            assertThat(answer.text()).contains("<details class=\"event-fields\" open>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "18:00,2026-03-24,17:00,Debe ser posterior a «empieza»",
        "18:00,2026-03-24,'',deben ser dos fechas",
        "'',2026-03-23,'',Debe ser posterior a «empieza»"
    })
    void endThatDoesNotFitTheStartIsRefused(String startTime, String endDay, String endTime, String fault) {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(
                ana,
                "empieza-dia",
                "2026-03-24",
                "empieza-hora",
                startTime,
                "termina-dia",
                endDay,
                "termina-hora",
                endTime);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("id=\"termina-error\"", fault);
    }

    @Test
    void labelsAreSeparatedByCommas() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(ana, "etiquetas", " becas ,, Movilidad   & Erasmus,becas,\u00A0, Becás ");

        assertThat(read(answer).path("etiquetas"))
                .extracting(label -> label.asText())
                .containsExactly("becas", "Movilidad & Erasmus");
        assertThat(reader().get(path(answer)).text())
                .contains("?etiqueta=becas\"", "?etiqueta=Movilidad+%26+Erasmus\"", ">Movilidad &amp; Erasmus<");
        assertThat(Forms.fields(ana.get(path(answer) + "/editar")))
                .containsEntry("etiquetas", "becas, Movilidad & Erasmus");
    }

    @Test
    void ninthLabelAndLongLabelsAreRefusedAndKept() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var many = send(ana, "etiquetas", "a,b,c,d,e,f,g,h,i");
        var tooLong = send(ana, "etiquetas", "becas, " + "x".repeat(41));
        var huge = send(ana, "etiquetas", "é,".repeat(20_000));

        assertThat(many.status()).isEqualTo(422);
        assertThat(many.text()).contains("href=\"#etiquetas\"", "id=\"etiquetas-error\"", "el máximo es 8");
        assertThat(Forms.fields(many)).containsEntry("etiquetas", "a,b,c,d,e,f,g,h,i");
        assertThat(tooLong.text()).contains("id=\"etiquetas-error\"", "de 1 a 40 caracteres");
        assertThat(huge.status()).isEqualTo(303);
    }

    @Test
    void noticeExpiresWithItsEventAndMovesWithIt() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var answer = send(ana, "empieza-dia", "2026-03-24", "caducidad", "evento", "caduca", "2030-01-01T00:00");
        assertThat(read(answer).path("caduca").asText()).isEqualTo("2026-03-24T23:00:00.000Z");

        var edit = path(answer) + "/editar";
        Forms.send(ana, ana.get(edit), edit, "empieza-dia", "2026-03-25", "empieza-hora", "18:00");

        assertThat(read(answer).path("caduca").asText()).isEqualTo("2026-03-25T23:00:00.000Z");
    }

    @Test
    void eventThatIsOverIsNoExpiry() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var answer = send(ana, "empieza-dia", "2026-03-01", "caducidad", "evento");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("id=\"caducidad-error\"", "El evento termina antes")
                .doesNotContain("caduca-error");
    }

    @Test
    void draftKeepsWhatWasTyped() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        send(
                ana,
                "accion",
                "borrador",
                "empieza-hora",
                "18:00",
                "termina-dia",
                "mañana",
                "lugar",
                "Aula\n3",
                "etiquetas",
                "a,,b",
                "caducidad",
                "evento");
        var mine = ana.get("/mis-noticias").text();
        var link = mine.replaceFirst("(?s).*(/noticias/nueva\\?borrador=[0-9a-f-]+).*", "$1");

        assertThat(Forms.fields(ana.get(link)))
                .containsEntry("empieza-hora", "18:00")
                .containsEntry("termina-dia", "mañana")
                .containsEntry("lugar", "Aula\n3")
                .containsEntry("etiquetas", "a,,b")
                .containsEntry("caducidad", "evento");
    }

    @Test
    void historyAndConflictSayWhatChanged() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var id = post(ana);
        var edit = "/noticias/" + id + "/editar";
        var page = ana.get(edit);
        Forms.send(ana, page, edit, "empieza-dia", "2026-03-24", "lugar", "Aula 3", "etiquetas", "becas, tesis");

        var history = ana.get("/noticias/" + id + "/historial").text();
        var conflict = Forms.send(ana, page, edit, "titulo", "Otro", "etiquetas", "cine");

        assertThat(history)
                .contains("martes, 24 de marzo de 2026, todo el día", "becas, tesis", "Aula 3", "Sin indicar");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text())
                .contains("<del>martes, 24 de marzo de 2026, todo el día</del>", "<ins>Sin indicar</ins>")
                .contains("<del>becas, tesis</del>", "<ins>cine</ins>");
        assertThat(ana.get("/noticias/" + id + "/historial?lang=en").text())
                .contains("Tuesday, 24 March 2026, all day", "Not given");
    }

    @Test
    void moderatorsSeeTheEventOfAProposal() {
        var luis = signedIn("luis", Role.MEMBER, "UGR");
        send(luis, "empieza-dia", "2026-03-24", "lugar", "Aula 3", "etiquetas", "becas");

        var moderation =
                signedIn("mar", Role.MODERATOR, "UGR").get("/moderacion").text();

        assertThat(moderation).contains("martes, 24 de marzo de 2026, todo el día", ">Aula 3<", ">becas<");
    }

    @Test
    void pastEventIsOverOnTheNextDay() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var answer = send(ana, "empieza-dia", "2026-03-03");

        clock.advance(Duration.ofHours(37).plusMinutes(59));
        assertThat(reader().get(path(answer)).text()).contains("3 de marzo").doesNotContain("Ya ha terminado");
        clock.advance(Duration.ofMinutes(1));
        assertThat(reader().get(path(answer)).text()).contains("3 de marzo", "Ya ha terminado");
    }

    @Test
    void previewIsWhatReadersWillSeeAndMarkupIsText() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var values = new String[] {
            "empieza-dia", "2026-03-24", "lugar", SCRIPT + "\n]]>&\"'\u202E", "etiquetas", SCRIPT + ",\"&'😀"
        };

        var preview = send(ana, with(values, "accion", "previsualizar"));
        var published = send(ana, values);
        var faulty = send(ana, with(values, "empieza-dia", "\"" + SCRIPT, "empieza-hora", "\"" + SCRIPT));

        assertThat(preview.text()).contains("class=\"plan\"").doesNotContain(SCRIPT);
        assertThat(published.status()).isEqualTo(303);
        assertThat(reader().get(path(published)).text())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\n]]&gt;&amp;", "?etiqueta=%3Cscript%3E", "😀")
                .doesNotContain(SCRIPT);
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.text()).doesNotContain(SCRIPT);
        assertThat(ana.get("/cuenta/datos")
                        .json()
                        .path("noticias")
                        .path(0)
                        .path("empieza")
                        .asText())
                .isEqualTo("2026-03-24");
    }

    private static String[] with(String[] values, String... more) {
        var all = new ArrayList<>(List.of(values));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Exchange send(Client client, String... changes) {
        var fields = with(new String[] {"titulo", "Charla", "descripcion", "Sobre becas."}, changes);
        return Forms.send(client, client.get(NEW), NEW, fields);
    }

    private JsonNode read(Exchange answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        return reader().get(path(answer).replace("/noticias/", "/api/news/")).json();
    }

    private static String post(Client client, Object... members) {
        var posted = client.with("Sec-Fetch-Site", "same-origin").post("/api/news", notice(members));
        assertThat(posted.status()).as(posted.text()).isEqualTo(201);
        return posted.json().path("id").asText();
    }

    private static String path(Exchange answer) {
        return URI.create(answer.header("Location")).getPath();
    }
}
