package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Role;
import tablon.config.Settings;
import tablon.testing.Client;
import tablon.testing.Exchange;
import tablon.testing.TestAccounts;
import tablon.testing.TestDatabase;

/** Two instances that start at the same time on one empty PostgreSQL database. */
final class TwoInstancesIT {
    private static final int ROUNDS = 10;
    private static final int REQUESTS = 50;
    private static final int OTHER_READERS = 2;

    @TempDir
    static Path folder;

    private static LaunchedBoard first;
    private static LaunchedBoard second;
    private static DataSource database;

    @BeforeAll
    static void start() {
        var settings = new HashMap<>(StorageKind.POSTGRESQL.freshSettings());
        settings.put("CAMPUSES", "UGR=Universidad de Granada");
        database = TestDatabase.source(Settings.of(settings::get).database());
        var one = LaunchedBoard.launch(folder.resolve("one"), settings);
        var other = LaunchedBoard.launch(folder.resolve("other"), settings);
        try {
            first = LaunchedBoard.await(one);
        } catch (AssertionError failed) {
            other.close();
            throw failed;
        }
        second = LaunchedBoard.await(other);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void onlyOneInstancePrintsTheTokenThatBothAccept() {
        assertThat(tokens()).hasSize(1);
        assertThat(List.of(first, second))
                .extracting(board -> administrator(board).get("metrics").status())
                .containsOnly(200);
    }

    @Test
    void noticeOfOneInstanceIsReadAndDeletedOnTheOther() {
        var written = administrator(first).post("api/news", Notices.notice("Matrícula"));
        var path = "api/news/" + written.json().get("id").asText();

        assertThat(withoutUrl(second.reader().get(path).json())).isEqualTo(withoutUrl(written.json()));
        assertThat(administrator(second)
                        .with("If-Match", written.header("ETag"))
                        .delete(path)
                        .status())
                .isEqualTo(204);
        assertThat(first.reader().get(path).status()).isEqualTo(410);
    }

    @Test
    void changeIsVisibleToTheNextRequestOnTheOtherInstance() throws InterruptedException {
        var stopped = new AtomicBoolean();
        // concurrent readers fill the cache of the second instance, so that a stale response could be served
        var others = IntStream.range(0, OTHER_READERS)
                .mapToObj(number -> new Thread(() -> {
                    while (!stopped.get()) {
                        second.reader().get("api/news");
                    }
                }))
                .toList();
        others.forEach(Thread::start);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                var notice = administrator(first).post("api/news", Notices.notice("Aviso " + round));
                var id = notice.json().get("id").asText();
                assertThat(second.reader().get("api/news").text()).contains(id);

                administrator(first).with("If-Match", notice.header("ETag")).delete("api/news/" + id);
                assertThat(second.reader().get("api/news").text()).doesNotContain(id);
            }
        } finally {
            stopped.set(true);
            for (var other : others) {
                other.join();
            }
        }
    }

    @Test
    void sameKeySentToBothInstancesPublishesOnce() throws InterruptedException, ExecutionException {
        var boards = List.of(first, second);

        var answers = ParallelRequests.send(REQUESTS, number -> administrator(boards.get(number % 2))
                .with("Idempotency-Key", "\"matricula-2026\"")
                .post("api/news", Notices.notice("Irrepetible")));

        assertThat(answers).extracting(Exchange::status).containsOnly(201);
        assertThat(answers)
                .extracting(Exchange::text)
                .containsOnly(answers.get(0).text());
        assertThat(first.reader().get("api/news?q=irrepetible").json()).hasSize(1);
    }

    @Test
    void sessionEndedOnOneInstanceIsRefusedByTheOtherAtOnce() {
        TestAccounts.add(database, "ana", Role.MEMBER);
        var cookie = signIn(first, "ana");
        var ana = second.reader().withCookiesOf(cookie);
        assertThat(ana.get("cuenta").status()).isEqualTo(200);

        first.reader().withCookiesOf(cookie).submit("salir");

        assertThat(ana.get("cuenta").status()).isEqualTo(303);
    }

    @Test
    void otherSessionsEndedOnOneInstanceAreRefusedByTheOtherAtOnce() {
        TestAccounts.add(database, "eva", Role.MEMBER);
        var stolen = second.reader().withCookiesOf(signIn(second, "eva"));
        assertThat(stolen.get("cuenta").status()).isEqualTo(200);
        var eva = first.reader().withCookiesOf(signIn(first, "eva"));

        eva.submit("cuenta", "accion", "cerrar-otras");

        assertThat(stolen.get("cuenta").status()).isEqualTo(303);
        assertThat(eva.get("cuenta").status()).isEqualTo(200);
    }

    @Test
    void tokenRevokedOnOneInstanceIsRefusedByTheOtherAtOnce() {
        var created = administrator(first).post("api/tokens", "{\"nombre\":\"x\",\"permisos\":[\"metricas\"]}");
        var token = second.reader().withToken(created.json().get("ficha").asText());
        assertThat(token.get("metrics").status()).isEqualTo(200);

        administrator(first).delete("api/tokens/" + created.json().get("id").asText());

        assertThat(token.get("metrics").status()).isEqualTo(401);
    }

    @Test
    void accountDisabledOnOneInstanceIsRefusedByTheOtherAtOnce() {
        var id = TestAccounts.add(database, "leo", Role.EDITOR, "UGR");
        var leo = second.reader().withCookiesOf(signIn(second, "leo")).with("Sec-Fetch-Site", "same-origin");
        var created = leo.post("api/tokens", "{\"nombre\":\"x\",\"permisos\":[\"publicar\"]}");
        var token = second.reader().withToken(created.json().get("ficha").asText());
        assertThat(token.get("api/news").status()).isEqualTo(200);

        administrator(first).with("If-Match", "*").patch("api/accounts/" + id, "{\"activa\":false}");

        assertThat(leo.get("cuenta").status()).isEqualTo(303);
        assertThat(token.get("api/news").status()).isEqualTo(401);
    }

    @Test
    void bothInstancesCountFailuresTogether() {
        TestAccounts.add(database, "mar", Role.MEMBER);
        var boards = List.of(first, second);
        for (int i = 0; i < 5; i++) {
            var answer = boards.get(i % 2).reader().submit("entrar", "usuario", "mar", "clave", "wrong");
            assertThat(answer.status()).isEqualTo(422);
        }

        assertThat(boards).allSatisfy(board -> assertThat(board.reader()
                        .submit("entrar", "usuario", "mar", "clave", TestAccounts.PASSWORD)
                        .status())
                .isEqualTo(429));
    }

    private static Exchange signIn(LaunchedBoard board, String username) {
        var answer = board.reader().submit("entrar", "usuario", username, "clave", TestAccounts.PASSWORD);
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        return answer;
    }

    private static Client administrator(LaunchedBoard board) {
        return board.reader().withToken(tokens().get(0));
    }

    /** The tokens in the output of both instances. */
    private static List<String> tokens() {
        return (first.program().out() + second.program().out())
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("tablon_"))
                .toList();
    }

    /** Each instance has its own address here, so the address of the page differs. */
    private static JsonNode withoutUrl(JsonNode notice) {
        return ((ObjectNode) notice.deepCopy()).without("url");
    }
}
