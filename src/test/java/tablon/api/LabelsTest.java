package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class LabelsTest extends BoardTest {

    @Test
    void visibleLabelsAreListedByNameWithTheirNotices() {
        post("etiquetas", List.of("Óptica", "becas"));
        post("etiquetas", List.of("Becas"), "campus", "MED");
        post("etiquetas", List.of("Zoología"));
        post("etiquetas", List.of("Futura"), "publicada", "2026-03-02T10:00:00Z");
        post("etiquetas", List.of("Pasada"), "publicada", "2026-01-01T10:00:00Z", "caduca", "2026-02-01T10:00:00Z");
        post();

        assertThat(reader().get("/api/labels").text())
                .isEqualTo("[{\"nombre\":\"becas\",\"noticias\":2},{\"nombre\":\"Óptica\",\"noticias\":1},"
                        + "{\"nombre\":\"Zoología\",\"noticias\":1}]");

        clock.advance(Duration.ofHours(2));
        assertThat(labels()).contains("Futura 1");
    }

    @Test
    void emptyBoardHasNoLabels() {
        assertThat(reader().get("/api/labels").text()).isEqualTo("[]");
    }

    @Test
    void renamedLabelChangesInAllItsNotices() {
        var first = post("etiquetas", List.of("Becas", "Aulas"));
        var archived = post(
                "etiquetas", List.of("Becas"), "publicada", "2026-01-01T10:00:00Z", "caduca", "2026-02-01T10:00:00Z");
        var other = post("etiquetas", List.of("Aulas"));

        var answer = rename("Becas", "Ayudas");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"nombre\":\"Ayudas\",\"noticias\":1}");
        assertThat(labelsOf(first)).containsExactly("Ayudas", "Aulas");
        assertThat(labelsOf(archived)).containsExactly("Ayudas");
        assertThat(read(first).json().get("actualizada")).isEqualTo(first.json().get("actualizada"));
        assertThat(read(first).header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(read(other).header("ETag")).isEqualTo(other.header("ETag"));
        assertThat(labels()).containsExactly("Aulas 2", "Ayudas 1");
        for (var name : List.of("Becas", "b%C3%A9cas", "AYUDAS")) {
            assertThat(reader().get("/api/news?label=" + name).json()).hasSize(1);
        }
    }

    @Test
    void formerNameIsStoredAsThePresentOne() {
        post("etiquetas", List.of("Becas"));
        rename("Becas", "Ayudas");

        assertThat(labelsOf(post("etiquetas", List.of("BÉCAS", "ayudas")))).containsExactly("Ayudas");
        assertThat(labels()).containsExactly("Ayudas 2");
    }

    @Test
    void labelIsRenamedToAnotherSpellingAndBack() {
        var posted = post("etiquetas", List.of("becas"));

        assertThat(rename("becas", "BÉCAS").text()).contains("\"BÉCAS\"");
        assertThat(labelsOf(posted)).containsExactly("BÉCAS");
        assertThat(rename("bécas", "Ayudas").status()).isEqualTo(200);
        assertThat(rename("Ayudas", "becas").status()).isEqualTo(200);
        assertThat(labelsOf(posted)).containsExactly("becas");
        assertThat(labels()).containsExactly("becas 1");
        assertThat(reader().get("/api/news?label=ayudas").json()).hasSize(1);
    }

    @Test
    void renamingToTheSameNameChangesNothing() {
        var posted = post("etiquetas", List.of("Becas"));
        var before = entries();

        assertThat(rename("Becas", "Becas").text()).isEqualTo("{\"nombre\":\"Becas\",\"noticias\":1}");

        assertThat(read(posted).header("ETag")).isEqualTo(posted.header("ETag"));
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void nameOfAnotherLabelIsAConflictUnlessTheyAreMerged() {
        var both = post("etiquetas", List.of("Becas", "Ayudas"));
        var one = post("etiquetas", List.of("Becas"));
        post("etiquetas", List.of("Ayudas"));

        var refused = rename("Becas", "AYUDAS");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("/problems/label-exists", "«Ayudas»");
        assertThat(labels()).containsExactly("Ayudas 2", "Becas 2");

        var merged = administrator().put("/api/labels/Becas", Map.of("nombre", "AYUDAS", "unir", true));
        assertThat(merged.text()).isEqualTo("{\"nombre\":\"Ayudas\",\"noticias\":3}");
        assertThat(labels()).containsExactly("Ayudas 3");
        assertThat(labelsOf(both)).containsExactly("Ayudas");
        assertThat(labelsOf(one)).containsExactly("Ayudas");
        assertThat(read(both).header("ETag")).isNotEqualTo(both.header("ETag"));
        assertThat(reader().get("/api/news?label=becas").json()).hasSize(3);
        assertThat(reader().get("/api/news?label=ayudas").json()).hasSize(3);
    }

    @Test
    void mergedLabelsAreMergedAgainUnderEveryFormerName() {
        var posted = post("etiquetas", List.of("A1"));
        post("etiquetas", List.of("B1", "C1"));
        merge("A1", "B1");

        merge("a1", "C1");

        assertThat(labels()).containsExactly("C1 2");
        assertThat(labelsOf(posted)).containsExactly("C1");
        for (var name : List.of("A1", "B1", "C1")) {
            assertThat(reader().get("/api/news?label=" + name).json()).hasSize(2);
        }
        assertThat(rename("B1", "D1").text()).isEqualTo("{\"nombre\":\"D1\",\"noticias\":2}");
        assertThat(administrator()
                        .with("If-Match", "*")
                        .put(path(posted), notice("etiquetas", List.of("A1")))
                        .json()
                        .at("/etiquetas/0")
                        .asText())
                .isEqualTo("D1");
    }

    @Test
    void labelOfNoVisibleNoticeCanBeRenamed() {
        var posted = post("etiquetas", List.of("Becas"));
        administrator().with("If-Match", "*").delete(path(posted));

        assertThat(rename("Becas", "Ayudas").text()).isEqualTo("{\"nombre\":\"Ayudas\",\"noticias\":0}");

        administrator().delete(path(posted) + "/withdrawal");
        assertThat(labelsOf(posted)).containsExactly("Ayudas");
    }

    @Test
    void unknownLabelIsNotFound() {
        assertThat(rename("Nada", "Ayudas").status()).isEqualTo(404);
        assertThat(rename("Nada", "Ayudas").text()).contains("/problems/unknown-label");
        assertThat(reader().get("/api/labels/Nada").status()).isEqualTo(405);
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        post("etiquetas", List.of("Becas"));
        var long41 = "x".repeat(41);

        assertThat(faults(put("{\"unir\":1,\"color\":2}")))
                .containsExactly("/nombre required", "/unir not-a-boolean", "/color unknown-member");
        assertThat(faults(put("{\"nombre\":\" \"}"))).containsExactly("/nombre blank");
        assertThat(faults(put("{\"nombre\":null}"))).containsExactly("/nombre null");
        assertThat(faults(put("{\"nombre\":5}"))).containsExactly("/nombre not-a-string");
        assertThat(faults(put("{\"nombre\":\"" + long41 + "\"}"))).containsExactly("/nombre too-long");
        assertThat(faults(put("{\"nombre\":\"a,b\",\"unir\":\"sí\"}")))
                .containsExactly("/nombre comma", "/unir not-a-boolean");
        assertThat(faults(put("{\"nombre\":\"a\\nb\"}"))).containsExactly("/nombre not-one-line");
        assertThat(faults(put("[]"))).containsExactly(" not-an-object");
        assertThat(put("{\"nombre\":\"" + "x".repeat(2_000) + "\"}").status()).isEqualTo(413);
        assertThat(labels()).containsExactly("Becas 1");
    }

    @ParameterizedTest
    @CsvSource({
        "Cine y teatro, Cine%20y%20teatro",
        "100 %, 100%20%25",
        "Máster/Doctorado, M%C3%A1ster/Doctorado",
        "C++, C++",
        "🎓, %F0%9F%8E%93",
        "a;b, a%3Bb",
        "¿Y?, %C2%BFY%3F",
        "#1, %231",
        "]]>&<, %5D%5D%3E%26%3C",
        "مكتبة, %D9%85%D9%83%D8%AA%D8%A8%D8%A9"
    })
    void everyNameCanBeInAnAddress(String name, String path) {
        var posted = post("etiquetas", List.of(name));

        var answer = rename(path, "Ayudas");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(labelsOf(posted)).containsExactly("Ayudas");
    }

    @Test
    void onlyModeratorsRename() {
        post("etiquetas", List.of("Becas"));
        var body = "{\"nombre\":\"Ayudas\"}";

        assertThat(reader().put("/api/labels/Becas", body).status()).isEqualTo(401);
        assertThat(unsafe(signedIn("eva", Role.EDITOR, "UGR"))
                        .put("/api/labels/Becas", body)
                        .status())
                .isEqualTo(403);
        assertThat(labels()).containsExactly("Becas 1");
        assertThat(unsafe(signedIn("mod", Role.MODERATOR, "UGR"))
                        .put("/api/labels/Becas", body)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void journalSaysWhatWasRenamedAndMerged() {
        post("etiquetas", List.of("Becas"));
        post("etiquetas", List.of("Aulas"));
        rename("Becas", "Ayudas");
        merge("Ayudas", "Aulas");

        var entries = administrator().get("/api/audit?kind=label").json();

        assertThat(entries.findValuesAsText("objeto")).containsExactly("Aulas", "Ayudas");
        assertThat(entries.findValuesAsText("detalle"))
                .containsExactly("unir: Ayudas → Aulas", "nombre: Becas → Ayudas");
    }

    @Test
    void proposedLabelIsNotListedBeforeItsApproval() {
        var mia = unsafe(signedIn("mia", Role.MEMBER, "UGR"));
        var mod = unsafe(signedIn("mod", Role.MODERATOR, "UGR"));
        var proposed = mia.post("/api/news", notice("etiquetas", List.of("Nueva")));
        var change = mia.post("/api/news", notice("etiquetas", List.of("Vieja")));
        mod.put(path(change) + "/approval", "");
        mia.put(path(change) + "/proposal", notice("etiquetas", List.of("Otra")));

        assertThat(labels()).containsExactly("Vieja 1");
        assertThat(rename("Nueva", "x").status()).isEqualTo(404);

        rename("Vieja", "Antigua");
        mod.put(path(proposed) + "/approval", "");
        mod.with("If-Match", mod.get(path(change) + "/proposal").header("ETag")).put(path(change) + "/approval", "");
        assertThat(labels()).containsExactly("Nueva 1", "Otra 1");
    }

    @Test
    void hiddenAndWithdrawnNoticesLoseTheirLabelsUntilTheyReturn() throws SQLException {
        var posted = post("etiquetas", List.of("Becas", "Aulas"));

        administrator().put(path(posted) + "/hiding", "{\"motivo\":\"No.\"}");
        assertThat(labels()).isEmpty();
        assertThat(links()).isZero();
        administrator().delete(path(posted) + "/hiding");
        assertThat(labels()).containsExactly("Aulas 1", "Becas 1");

        administrator().with("If-Match", "*").delete(path(posted));
        assertThat(labels()).isEmpty();
        assertThat(links()).isZero();
        administrator().delete(path(posted) + "/withdrawal");
        assertThat(labelsOf(posted)).containsExactly("Becas", "Aulas");
        assertThat(reader().get("/api/news?label=aulas").json()).hasSize(1);
    }

    @Test
    void formerVersionIsRestoredWithThePresentNames() {
        var posted = post("etiquetas", List.of("Becas"));
        administrator().with("If-Match", "*").patch(path(posted), "{\"etiquetas\":[\"Aulas\"]}");
        rename("Becas", "Ayudas");

        var restored = administrator().post(path(posted) + "/versions/1/restoration", "");

        assertThat(restored.json().at("/etiquetas/0").asText()).isEqualTo("Ayudas");
        assertThat(labels()).containsExactly("Ayudas 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null"})
    void patchRemovesLabels(String value) {
        var posted = post("etiquetas", List.of("Becas"));

        administrator().with("If-Match", "*").patch(path(posted), "{\"titulo\":\"Otro\"}");
        assertThat(labelsOf(posted)).containsExactly("Becas");
        administrator().with("If-Match", "*").patch(path(posted), "{\"etiquetas\":" + value + "}");

        assertThat(labelsOf(posted)).isEmpty();
        assertThat(reader().get("/api/news?label=becas").json()).isEmpty();
    }

    @Test
    void putWithoutLabelsRemovesThem() {
        var posted = post("etiquetas", List.of("Becas"));

        administrator().with("If-Match", "*").put(path(posted), notice());

        assertThat(read(posted).json().get("etiquetas")).isEmpty();
        assertThat(labels()).isEmpty();
    }

    @Test
    void repeatedLabelsCountOnce() {
        var posted = post("etiquetas", List.of("Cine  club", "CINE CLUB", " cine club ", "Ciné Club"));

        assertThat(labelsOf(posted)).hasSize(1);
        assertThat(labelsOf(post("etiquetas", List.of("cine\u00a0club")))).isEqualTo(labelsOf(posted));
        assertThat(labels()).hasSize(1).allMatch(label -> label.endsWith(" 2"));
    }

    @Test
    void saveWithAnotherSpellingChangesNothing() {
        var posted = post("etiquetas", List.of("Becas"));

        var saved = administrator().with("If-Match", "*").put(path(posted), notice("etiquetas", List.of("BECAS")));

        assertThat(saved.header("ETag")).isEqualTo(posted.header("ETag"));
    }

    @Test
    void eightLabelsOfFortyCharactersAreStored() {
        var names = Stream.of("1", "2", "3", "4", "5", "6", "7", "8")
                .map(number -> "🎓".repeat(39) + number)
                .toList();

        assertThat(labelsOf(post("etiquetas", names))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"] | /etiquetas too-many",
                "[\"12345678901234567890123456789012345678901\"] | /etiquetas not-lines",
                "[\"a\",\"b,c\"] | /etiquetas/1 comma",
                "[1] | /etiquetas not-lines",
                "[null] | /etiquetas not-lines",
                "[[]] | /etiquetas not-lines",
                "[\"\"] | /etiquetas not-lines",
                "[\" \"] | /etiquetas not-lines",
                "[\"a\\nb\"] | /etiquetas not-lines",
                "[\"a\\u0000\"] | /etiquetas not-lines",
                "{\"a\":1} | /etiquetas not-an-array",
                "\"Becas\" | /etiquetas not-an-array",
                "5 | /etiquetas not-an-array"
            })
    void wrongLabelsAreRefused(String value, String fault) {
        var answer = administrator()
                .post(
                        "/api/news",
                        "{\"titulo\":\"x\",\"descripcion\":\"x\",\"campus\":\"UGR\",\"etiquetas\":" + value + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(faults(answer)).containsExactly(fault);
        assertThat(labels()).isEmpty();
    }

    @Test
    void noticesThatAreSavedMeanwhileAreRenamedToo() throws InterruptedException, ExecutionException {
        post("etiquetas", List.of("Becas"));
        var threads = Executors.newFixedThreadPool(4);
        try {
            var calls = new ArrayList<Callable<Exchange>>();
            for (int i = 0; i < 20; i++) {
                calls.add(() -> post("etiquetas", List.of("Becas")));
            }
            calls.add(10, () -> rename("Becas", "Ayudas"));
            for (var done : threads.invokeAll(calls)) {
                assertThat(done.get().status()).isLessThan(300);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(labels()).containsExactly("Ayudas 21");
        reader().get("/api/news?limit=100").json().findValues("etiquetas").forEach(labels -> assertThat(
                        labels.get(0).asText())
                .isEqualTo("Ayudas"));
    }

    private Exchange post(Object... members) {
        var answer = administrator().post("/api/news", notice(members));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private Exchange rename(String path, String name) {
        return administrator().put("/api/labels/" + path, Map.of("nombre", name));
    }

    private void merge(String path, String name) {
        var answer = administrator().put("/api/labels/" + path, Map.of("nombre", name, "unir", true));
        assertThat(answer.status()).isEqualTo(200);
    }

    private Exchange put(String body) {
        return administrator().put("/api/labels/Becas", body);
    }

    /** Such as {@code Becas 3}. */
    private List<String> labels() {
        var labels = new ArrayList<String>();
        reader().get("/api/labels")
                .json()
                .forEach(label -> labels.add(label.get("nombre").asText() + " " + label.get("noticias")));
        return labels;
    }

    private Exchange read(Exchange posted) {
        return administrator().get(path(posted));
    }

    private List<String> labelsOf(Exchange posted) {
        var labels = new ArrayList<String>();
        read(posted).json().get("etiquetas").forEach(label -> labels.add(label.asText()));
        return labels;
    }

    private int entries() {
        return administrator().get("/api/audit").json().size();
    }

    private int links() throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select count(*) from news_label")) {
            found.next();
            return found.getInt(1);
        }
    }

    private static List<String> faults(Exchange answer) {
        var faults = new ArrayList<String>();
        answer.json()
                .path("errors")
                .forEach(fault -> faults.add(
                        fault.get("pointer").asText() + " " + fault.get("code").asText()));
        return faults;
    }

    private static String path(Exchange posted) {
        return URI.create(posted.header("Location")).getPath();
    }

    private static Client unsafe(Client client) {
        return client.with("Sec-Fetch-Site", "same-origin");
    }
}
