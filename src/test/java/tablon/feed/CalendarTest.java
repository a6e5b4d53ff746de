package tablon.feed;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

/** Reads the calendar with libraries that did not write it: biweekly and iCal4j. */
class CalendarTest extends BoardTest {
    private static final String HOSTILE = "a\\b;c,d:e \\n ]]> & <b> \"f\" 'g' 🏳️‍🌈👩‍👩‍👧 مرحبا‏ END:VEVENT ";

    @Override
    protected Map<String, String> settings() {
        return Map.of("CAMPUSES", "UGR=Universidad de Granada; centro,MED=Medicina", "BOARD_NAME", "Tablón, 🎓");
    }

    @Test
    void eventHasAllThatTheNoticeSays() {
        var id = post(
                "titulo",
                "Concierto",
                "descripcion",
                "Toca el **coro**.\n\n- Entrada libre",
                "idioma",
                "en",
                "etiquetas",
                List.of("música", "ocio"),
                "empieza",
                "2026-03-10T18:30:00Z",
                "termina",
                "2026-03-10T20:00:00Z",
                "lugar",
                "Aula Magna\nPlanta 2");
        var event = event(id);

        assertThat(event.getUid().getValue()).isEqualTo(id + "@tablon");
        assertThat(event.getSequence().getValue()).isZero();
        assertThat(event.getSummary().getValue()).isEqualTo("Concierto");
        assertThat(event.getSummary().getLanguage()).isEqualTo("en");
        var url = getBaseUri() + "noticias/" + id;
        assertThat(event.getDescription().getValue()).isEqualTo("Toca el coro. Entrada libre\n\n" + url);
        assertThat(event.getUrl().getValue()).isEqualTo(url);
        assertThat(event.getLocation().getValue()).isEqualTo("Aula Magna\nPlanta 2");
        assertThat(event.getCategories().get(0).getValues())
                .containsExactly("música", "ocio", "Universidad de Granada; centro");
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo("2026-03-10T18:30:00Z");
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo("2026-03-10T20:00:00Z");
        assertThat(event.getDateTimeStamp().getValue().toInstant()).isEqualTo(clock.instant());
        assertThat(event.getLastModified().getValue().toInstant()).isEqualTo(clock.instant());
        assertThat(event.getStatus().isConfirmed()).isTrue();
        assertThat(event.getTransparency().isTransparent()).isTrue();
        assertThat(get("").text()).contains("DTSTART;TZID=Europe/Madrid:20260310T193000\r\n");
    }

    @Test
    void calendarSaysWhatItIsAndHowOftenToAsk() {
        post("empieza", "2026-03-10");
        var answer = get("?campus=ugr&q=matr%C3%ADcula");

        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/calendar;charset=utf-8");
        assertThat(answer.text())
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
                .contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M\r\n")
                .contains("\r\nX-WR-TIMEZONE:Europe/Madrid\r\n")
                .doesNotContain("METHOD");
        assertThat(parse(answer).getExperimentalProperty("X-WR-CALNAME").getValue())
                .isEqualTo("Tablón\\, 🎓 · Universidad de Granada\\; centro · matrícula");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "image/png", "application/json", "nonsense"})
    void acceptHeaderIsNotRefused(String accept) {
        var answer =
                reader().with("Accept", accept).with("Accept-Language", "en").get("/calendario.ics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/calendar;charset=utf-8");
    }

    @Test
    void hostileTextSurvives() throws Exception {
        for (int i = 0; i < 12; i++) {
            // each fold is within a character of several octets once
            var title = "x".repeat(i) + HOSTILE.repeat(2).strip();
            var place = "x".repeat(i) + HOSTILE + "\n" + HOSTILE.strip();
            var id = post("titulo", title, "lugar", place, "descripcion", "`" + HOSTILE + "`", "empieza", "2026-03-10");
            var event = event(id);

            assertThat(event.getSummary().getValue()).isEqualTo(title);
            assertThat(event.getLocation().getValue()).isEqualTo(place);
            assertThat(event.getDescription().getValue()).startsWith(HOSTILE.strip());
        }
        var body = get("").response().body();
        assertLines(body);
        var other = new CalendarBuilder().build(new ByteArrayInputStream(body));
        List<CalendarComponent> events = other.getComponents(Component.VEVENT);
        assertThat(events).hasSize(12);
        assertThat(events).allSatisfy(event -> assertThat(
                        event.getRequiredProperty("SUMMARY").getValue())
                .endsWith(HOSTILE.repeat(2).strip()));
    }

    @Test
    void controlCharactersThatMarkdownContainsAsEntitiesAreLeftOut() {
        post("descripcion", "a&#1;b&#133;c&#8232;d&#13;e&#127;f", "empieza", "2026-03-10");

        var text = get("").text();

        assertThat(text.replace("\r\n", "").chars().filter(Character::isISOControl))
                .isEmpty();
        assertLines(get("").response().body());
    }

    @Test
    void wholeDaysEndBeforeTheDayOfTheirEnd() {
        var several = post("empieza", "2026-03-28", "termina", "2026-03-29");
        var one = post("empieza", "2026-03-28", "termina", "2026-03-28");
        var open = post("empieza", "2026-03-28");

        assertThat(lines(several)).contains("DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260330");
        assertThat(lines(one)).contains("DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260329");
        assertThat(lines(open)).contains("DTSTART;VALUE=DATE:20260328").noneMatch(line -> line.startsWith("DTEND"));
        assertThat(event(several).getDateStart().getValue().hasTime()).isFalse();
    }

    @Test
    void lastDayOfAllHasNoEnd() {
        var id = post("empieza", "9999-12-30", "termina", "9999-12-31");

        assertThat(lines(id)).contains("DTSTART;VALUE=DATE:99991230").noneMatch(line -> line.startsWith("DTEND"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1931-04-14T10:00:00Z",
                "1975-07-01T10:00:00Z",
                "2026-01-15T23:30:00Z",
                "2026-03-29T00:59:59Z",
                "2026-03-29T01:00:00Z",
                "2026-07-15T22:30:00Z",
                "2026-10-25T00:30:00Z",
                "2026-10-25T01:30:00Z",
                "2031-12-31T23:30:00Z",
                "2101-07-01T10:00:00Z",
                "9999-12-31T23:30:00Z"
            })
    void timesAreRightInSummerAndWinterAndWhenTheClockChanges(String start) throws Exception {
        var end = Instant.parse(start).plusSeconds(900).toString();
        var id = start.startsWith("9999") ? post("empieza", start) : post("empieza", start, "termina", end);
        post("empieza", "2026-06-01T10:00:00Z");

        var event = event(id);

        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(start);
        if (event.getDateEnd() != null) {
            assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(end);
        }
    }

    @Test
    void fractionsOfSecondsAreLeftOut() {
        var id = post("empieza", "2026-06-01T10:00:00.100Z", "termina", "2026-06-01T10:00:00.900Z");

        assertThat(lines(id))
                .contains("DTSTART;TZID=Europe/Madrid:20260601T120000")
                .noneMatch(line -> line.startsWith("DTEND"));
    }

    @Test
    void changeRaisesTheSequenceAndKeepsTheUid() {
        var id = post("empieza", "2026-06-01");
        int sequence = sequence(id);
        clock.advance(Duration.ofHours(1));

        patch(id, Map.of("titulo", "Otro", "empieza", "2026-06-02"));

        assertThat(sequence(id)).isGreaterThan(sequence);
        assertThat(event(id).getSummary().getValue()).isEqualTo("Otro");
        assertThat(event(id).getLastModified().getValue().toInstant()).isEqualTo(clock.instant());
        assertThat(parse(get("")).getEvents()).hasSize(1);
    }

    @Test
    void withdrawnEventIsCancelledWithoutItsWords() {
        var id = post(
                "titulo",
                "SECRETO-1",
                "descripcion",
                "SECRETO-2",
                "lugar",
                "SECRETO-3",
                "etiquetas",
                List.of("SECRETO-4"),
                "idioma",
                "qaa",
                "campus",
                "MED",
                "empieza",
                "2026-06-01T10:00:00Z",
                "termina",
                "2026-06-01T12:00:00Z");
        int sequence = sequence(id);
        clock.advance(Duration.ofHours(1));

        withdraw(id);

        assertThat(lines(id))
                .containsExactlyInAnyOrder(
                        "UID:" + id + "@tablon",
                        "SEQUENCE:" + (sequence + 1),
                        "DTSTAMP:20260302T100000Z",
                        "LAST-MODIFIED:20260302T100000Z",
                        "DTSTART;TZID=Europe/Madrid:20260601T120000",
                        "DTEND;TZID=Europe/Madrid:20260601T140000",
                        "SUMMARY:Cancelado",
                        "STATUS:CANCELLED",
                        "TRANSP:TRANSPARENT");
        assertThat(get("").text()).doesNotContain("SECRETO", "qaa", "MED", "Medicina");
        assertThat(event(id).getStatus().isCancelled()).isTrue();
        assertThat(event(id).getDateStart().getValue().toInstant()).isEqualTo("2026-06-01T10:00:00Z");
    }

    @Test
    void withdrawnEventIsGoneAfterThirtyDays() {
        var id = post("empieza", "2026-06-01");
        withdraw(id);

        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(has(id)).isTrue();

        clock.advance(Duration.ofDays(1));
        assertThat(has(id)).isFalse();
        assertThat(get("").text()).isEqualTo(get("?utm_source=x").text());
    }

    @Test
    void restoredEventHasAHigherSequenceThanTheCancelledOne() {
        var id = post("empieza", "2026-06-01");
        withdraw(id);
        int cancelled = sequence(id);

        assertThat(administrator().delete("/api/news/" + id + "/withdrawal").status())
                .isLessThan(300);

        assertThat(sequence(id)).isGreaterThan(cancelled);
        assertThat(event(id).getStatus().isConfirmed()).isTrue();
    }

    @Test
    void eventWithdrawnTwiceAndRestoredOtherwiseStillRises() {
        var id = post("empieza", "2026-06-01");
        int last = sequence(id);
        for (int i = 0; i < 3; i++) {
            withdraw(id);
            assertThat(sequence(id)).isGreaterThan(last);
            last = sequence(id);
            var put = administrator()
                    .with("If-None-Match", "*")
                    .put("/api/news/" + id, notice("empieza", "2026-06-0" + (i + 2)));
            assertThat(put.status()).as(put.text()).isLessThan(300);
            assertThat(sequence(id)).isGreaterThan(last);
            last = sequence(id);
        }
    }

    @Test
    void eventsThatReadersDoNotSeeAreAbsent() {
        var scheduled = post("empieza", "2026-06-01", "publicada", "2026-03-05T08:00:00Z");
        var neverSeen = post("empieza", "2026-06-01", "publicada", "2026-03-05T08:00:00Z");
        withdraw(neverSeen);
        var expired = post("empieza", "2026-06-01", "caduca", "2026-03-02T10:00:00Z");
        var expiredAndWithdrawn = post("empieza", "2026-06-01", "caduca", "2026-03-02T10:00:00Z");
        var hidden = post("empieza", "2026-06-01");
        hide(hidden);
        var hiddenAndWithdrawn = post("empieza", "2026-06-01");
        hide(hiddenAndWithdrawn);
        withdraw(hiddenAndWithdrawn);
        var noEvent = post();
        var proposed = signedIn("miembro", Role.MEMBER, "UGR")
                .submit(
                        "/noticias/nueva",
                        "titulo",
                        "Propuesta",
                        "descripcion",
                        "x",
                        "campus",
                        "UGR",
                        "empieza",
                        "2026-06-01",
                        "id",
                        UUID.randomUUID().toString());
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(303);
        assertThat(has(expired)).isTrue();
        clock.advance(Duration.ofHours(2));
        withdraw(expiredAndWithdrawn);
        var visible = post("empieza", "2026-06-01");

        assertThat(parse(get("")).getEvents())
                .extracting(event -> event.getUid().getValue())
                .containsExactly(visible + "@tablon")
                .doesNotContain(scheduled, hidden, noEvent);

        clock.advance(Duration.ofDays(4));
        assertThat(has(scheduled)).isTrue();
    }

    @Test
    void hiddenEventThatIsShownAgainKeepsItsSequenceOrRaisesIt() {
        var id = post("empieza", "2026-06-01");
        patch(id, Map.of("titulo", "Otro"));
        int sequence = sequence(id);
        hide(id);
        assertThat(has(id)).isFalse();

        assertThat(administrator().delete("/api/news/" + id + "/hiding").status())
                .isLessThan(300);

        assertThat(sequence(id)).isGreaterThanOrEqualTo(sequence);
    }

    @Test
    void filtersComposeForVisibleAndCancelledEvents() {
        var both = post("titulo", "Coro", "campus", "MED", "etiquetas", List.of("Música"), "empieza", "2026-06-01");
        var other = post("titulo", "Coro", "campus", "UGR", "etiquetas", List.of("Ocio"), "empieza", "2026-06-01");

        for (boolean withdrawn : List.of(false, true)) {
            for (var filter : List.of("campus=MED", "etiqueta=MUSICA", "campus=med&etiqueta=m%C3%BAsica&q=coro")) {
                assertThat(parse(get("?" + filter)).getEvents())
                        .as(filter)
                        .extracting(event -> event.getUid().getValue())
                        .containsExactly(both + "@tablon");
            }
            assertThat(parse(get("?q=cor")).getEvents()).hasSize(2);
            for (var nothing : List.of("q=nada", "etiqueta=nada", "q=%21", "campus=MED&etiqueta=ocio")) {
                assertThat(parse(get("?" + nothing)).getEvents()).as(nothing).isEmpty();
            }
            if (!withdrawn) {
                withdraw(both);
                withdraw(other);
            }
        }
        assertThat(get("?campus=nada").status()).isEqualTo(404);
        assertThat(get("?q=" + "x".repeat(201)).status()).isEqualTo(400);
        assertThat(get("?q=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void eventsThatHaveNotEndedComeFirst() {
        var later = post("empieza", "2026-03-04");
        var past = post("empieza", "2026-03-01");
        var next = post("empieza", "2026-03-02T12:00:00Z");
        var longPast = post("empieza", "2026-02-01T12:00:00Z");

        assertThat(parse(get("")).getEvents())
                .extracting(event -> event.getUid().getValue().replace("@tablon", ""))
                .containsExactly(next, later, past, longPast);
    }

    @Test
    void unchangedCalendarIsNotSentAgain() {
        post("empieza", "2026-03-10");
        var first = reader().with("Accept-Encoding", "gzip").get("/calendario.ics");
        clock.advance(Duration.ofHours(1));

        var second = reader().with("If-None-Match", first.header("ETag")).with("Accept-Encoding", "gzip");

        assertThat(first.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(second.get("/calendario.ics").status()).isEqualTo(304);
        post("empieza", "2026-03-11");
        assertThat(second.get("/calendario.ics").status()).isEqualTo(200);
    }

    @Test
    void calendarIsAnsweredFromTheCache() {
        post("empieza", "2026-03-10");
        get("");
        double before = hits();

        get("");

        assertThat(hits()).isEqualTo(before + 1);
    }

    @Test
    void calendarHasAtMostAThousandEventsAndAboutOneMebibyte() throws Exception {
        post("descripcion", "¡Ñandú! 🎉 ".repeat(2_000), "empieza", "2026-06-01", "termina", "2026-06-02");
        copy(1_100);
        var withdrawn = post("empieza", "2027-06-01");
        withdraw(withdrawn);

        var large = get("");
        assertThat(large.response().body().length).isBetween(1_000_000, 1_100_000);
        assertThat(parse(large).getEvents()).hasSizeLessThan(1_000).last().satisfies(event -> assertThat(
                        event.getStatus().isCancelled())
                .isTrue());

        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update news set description = 'x'");
        }
        patch(post("empieza", "2026-05-01"), Map.of("titulo", "Otro"));

        var events = parse(get("")).getEvents();
        assertThat(events).hasSize(1_001);
        assertThat(events).extracting(event -> event.getUid().getValue()).doesNotHaveDuplicates();
    }

    private void copy(int count) throws Exception {
        var columns = "title, description, campus, published, updated, pinned, version, starts, ends, whole_days";
        try (var connection = database().getConnection();
                var insert = connection.prepareStatement("insert into news (id, " + columns + ") select ?, " + columns
                        + " from news order by id desc limit 1")) {
            for (int i = 0; i < count; i++) {
                insert.setObject(1, new UUID(1, i).toString(), java.sql.Types.OTHER);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private double hits() {
        return administrator()
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("cache_gets_total") && line.contains("result=\"hit\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The properties of the event between BEGIN and END, unfolded. */
    private List<String> lines(String id) {
        var text = get("").text().replace("\r\n ", "");
        int uid = text.indexOf("UID:" + id);
        return text.substring(uid, text.indexOf("END:VEVENT", uid)).lines().toList();
    }

    private VEvent event(String id) {
        return parse(get("")).getEvents().stream()
                .filter(event -> event.getUid().getValue().equals(id + "@tablon"))
                .findFirst()
                .orElseThrow();
    }

    private boolean has(String id) {
        return get("").text().contains("UID:" + id);
    }

    private int sequence(String id) {
        return event(id).getSequence().getValue();
    }

    private Exchange get(String query) {
        return reader().get("/calendario.ics" + query);
    }

    private static ICalendar parse(Exchange answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertLines(answer.response().body());
        return Biweekly.parse(answer.text()).first();
    }

    private static void assertLines(byte[] calendar) {
        // as Latin-1, each octet is a character
        var text = new String(calendar, StandardCharsets.ISO_8859_1);
        assertThat(text).endsWith("END:VCALENDAR\r\n").doesNotContainPattern("[^\\r]\\n|\\r[^\\n]");
        for (var line : text.split("\r\n")) {
            assertThat(line.length()).as(line).isBetween(1, 75);
            var octets = line.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(new String(octets, StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
        }
    }

    private String post(Object... members) {
        var answer = administrator().post("/api/news", notice(members));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private void patch(String id, Map<String, Object> members) {
        var answer = administrator().with("If-Match", "*").patch("/api/news/" + id, members);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void withdraw(String id) {
        var answer = administrator().with("If-Match", "*").delete("/api/news/" + id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private void hide(String id) {
        var answer = administrator().put("/api/news/" + id + "/hiding", Map.of("motivo", "Spam"));
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }
}
