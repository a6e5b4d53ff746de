package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Denial-of-service attacks by anonymous clients on a board with the memory limits of the image. */
final class HostileIT {
    /** More than the launcher's threads on a JVM without virtual threads. */
    private static final int CONNECTIONS = 600;
    /** Much longer than any response takes, and much shorter than the attacks last. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final String POST_FIND =
            "POST /news/findById HTTP/1.1\r\nHost: localhost\r\n" + "Content-Type: application/json\r\n";

    /** Paths whose responses are cached or do not need the database. */
    private static final List<String> CHEAP_PATHS = List.of("health/live", "health/ready", "status", "", "api/news");

    @TempDir
    static Path folder;

    private static LaunchedBoard board;

    @BeforeAll
    static void start() {
        board = LaunchedBoard.startWithImageMemory(folder, Map.of());
        var publisher = board.administrator();
        for (int number = 0; number < 200; number++) {
            var notice = new LinkedHashMap<>(Notices.notice("Aviso " + number));
            notice.put("descripcion", "x".repeat(20_000));
            assertThat(publisher.post("api/news", notice).status()).isEqualTo(201);
        }
    }

    /** The board may still process requests of the previous attack. */
    @BeforeEach
    void awaitIdle() {
        var uncached = "api/news?limit=1&q=" + System.nanoTime();
        Eventually.holds(
                () -> "the board answers again",
                () -> board.reader().get(uncached).status() == 200
                        && CHEAP_PATHS.stream()
                                .allMatch(path -> board.reader().get(path).status() == 200));
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept-Language: %s" + "a-",
                "Accept-Language: %s" + "es,",
                "Accept: text/html%s" + " ",
                "Accept: %s" + "a/b,",
                "Accept: a/b;x=\"%s" + "\\",
                "Accept-Encoding: gzip%s" + " ",
                "Accept-Encoding: gzip;q=%s" + "0",
                "If-None-Match: %s" + "\"a\",",
                "If-Match: \"%s" + ",",
                "Content-Type: application/json%s" + ";",
                "Authorization: Bearer%s" + " ",
                "X-Request-Id: %s" + "a-",
                "Idempotency-Key: \"%s" + "a",
                "Cookie: %s" + "a=b;"
            })
    void aLongHeaderCostsLittle(String header) {
        int at = header.indexOf("%s");
        var part = header.substring(at + 2);
        var line = header.substring(0, at) + part.repeat(14_000 / part.length()) + "x";

        var answers = assertTimeoutPreemptively(TIMEOUT, () -> {
            var all = new ArrayList<String>();
            for (var path : List.of("GET /api/campuses", "GET /api/news", "GET /", "POST /news/findById")) {
                all.add(RawConnection.exchange(
                        board.address(),
                        path + " HTTP/1.1\r\nHost: localhost\r\n" + line + "\r\nConnection: close\r\n\r\n"));
            }
            return all;
        });

        assertThat(answers).allMatch(answer -> answer.matches("(?s)HTTP/1\\.1 ([234]\\d\\d|503) .*"));
    }

    @Test
    void stalledBodiesHoldNeitherMemoryNorThreads() {
        duringAttack(
                address -> new RawConnection(address)
                        .send(POST_FIND + "Content-Length: 262000\r\n\r\n" + "x".repeat(60_000)),
                HostileIT::assertServing);
        duringAttack(
                address -> new RawConnection(address)
                        .send(POST_FIND + "Transfer-Encoding: chunked\r\n\r\n8000\r\n" + "x".repeat(32_000)),
                HostileIT::assertServing);
    }

    /** Pages keep the text of a person whose session ended, so these routes read long bodies without a credential. */
    @ParameterizedTest
    @CsvSource({"/entrar, 2000", "/entrar, 200000", "/noticias/nueva, 2000", "/noticias/nueva, 200000"})
    void stalledFormsOfStrangersHoldNeitherMemoryNorThreads(String path, int sent) {
        var post = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 262000\r\n\r\n"
                + "titulo=" + "x".repeat(sent);
        var notice = new LinkedHashMap<>(Notices.notice("Publicada"));
        notice.put("descripcion", "x".repeat(20_000));

        duringAttack(address -> new RawConnection(address).send(post), () -> {
            assertServing();
            assertThat(board.administrator().post("api/news", notice).status()).isEqualTo(201);
        });
        Eventually.holds(
                () -> "a long form is kept again",
                () -> board.reader()
                                .submit("noticias/nueva", "descripcion", "x".repeat(20_000))
                                .status()
                        == 401);
    }

    @Test
    void slowShortBodiesHoldNoThread() {
        duringAttack(
                address -> new RawConnection(address).send(POST_FIND + "Content-Length: 900\r\n\r\n{\"id\":"),
                HostileIT::assertServing);
        duringAttack(
                address ->
                        new RawConnection(address).send(POST_FIND + "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n"),
                HostileIT::assertServing);
    }

    @Test
    void clientsThatDoNotReadHoldNeitherMemoryNorThreads() {
        duringAttack(
                address -> RawConnection.withReceiveBuffer(address, 4_096)
                        .send("GET /news HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                HostileIT::assertServing);
        duringAttack(
                address -> RawConnection.withReceiveBuffer(address, 4_096)
                        .send("GET /api/news?limit=100&q=aviso HTTP/1.1\r\nHost: localhost\r\nAccept: */*;q=0."
                                + System.nanoTime() % 1_000 + "\r\n\r\n"),
                HostileIT::assertServing);
    }

    @Test
    void pipelinedRequestsWithUnreadResponsesHoldNoThread() {
        var list = "GET /api/news HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50);
        var unchanged = "GET /api/news HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n".repeat(600);

        duringAttack(address -> RawConnection.withReceiveBuffer(address, 4_096).send(list), HostileIT::assertServing);
        duringAttack(
                address -> RawConnection.withReceiveBuffer(address, 4_096).send(unchanged), HostileIT::assertServing);
    }

    @Test
    void concurrentLargeListsDoNotExhaustTheHeap() throws Exception {
        var answers = ParallelRequests.send(
                12, number -> board.reader().get(number % 2 == 0 ? "news" : "api/news?limit=100"));

        assertThat(answers)
                .allMatch(answer -> answer.status() == 200 && answer.response().body().length <= 1 << 20);
        assertServing();
    }

    @Test
    void bodiesBeyondTheTotalLimitAre503WithRetryAfter() {
        var length = 260_000;
        var post =
                "POST /api/news HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + LaunchedBoard.TOKEN + "\r\nContent-Length: " + length + "\r\n\r\n"
                        + " ".repeat(length - 1_000);
        var connections = new ArrayList<RawConnection>();
        try {
            for (int number = 0; number < 20; number++) {
                connections.add(new RawConnection(board.address()).send(post));
            }

            Eventually.holds(
                    () -> "a body is refused", () -> connections.stream().anyMatch(RawConnection::isAnswered));
            var refused = connections.stream()
                    .filter(RawConnection::isAnswered)
                    .findFirst()
                    .orElseThrow();

            assertThat(refused.answerSoFar()).startsWith("HTTP/1.1 503 ").contains("Retry-After: ");
            assertServing();
        } finally {
            connections.forEach(RawConnection::close);
        }
        Eventually.holds(
                () -> "a notice is accepted again",
                () -> board.administrator()
                                .post("api/news", Notices.notice("Otra vez"))
                                .status()
                        == 201);
    }

    private static void duringAttack(Function<URI, RawConnection> client, Runnable check) {
        var connections = new ArrayList<RawConnection>();
        try {
            for (int number = 0; number < CONNECTIONS; number++) {
                connections.add(client.apply(board.address()));
            }
            check.run();
        } finally {
            connections.forEach(RawConnection::close);
        }
        assertThat(board.program().isRunning()).isTrue();
    }

    private static void assertServing() {
        assertTimeoutPreemptively(TIMEOUT, () -> {
            for (var path : CHEAP_PATHS) {
                assertThat(board.reader().get(path).status()).as(path).isEqualTo(200);
            }
            assertThat(board.reader()
                            .get("api/news?limit=1&q=" + System.nanoTime())
                            .status())
                    .isIn(200, 503);
        });
        assertThat(board.program().isRunning()).isTrue();
    }
}
