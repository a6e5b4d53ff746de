package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;

class IdempotencyTest extends BoardTest {

    @Test
    void repeatedRequestPublishesOnce() {
        var first = withKey("\"a\"").post("/api/news", notice());
        var second = withKey("\"a\"").post("/api/news", notice());

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(reader().get("/api/news").json()).hasSize(1);
    }

    @Test
    void keyWithAnotherBodyIsRefused() {
        withKey("\"a\"").post("/api/news", notice());

        assertThat(withKey("\"a\"").post("/api/news", notice("titulo", "otra")).status())
                .isEqualTo(422);
        assertThat(reader().get("/api/news").json()).hasSize(1);
    }

    @Test
    void refusalIsNotStored() {
        withKey("\"a\"").post("/api/news", notice("campus", "NUEVO"));
        administrator().put("/api/campuses/NUEVO", "{\"nombre\":\"Nuevo\"}");

        assertThat(withKey("\"a\"").post("/api/news", notice("campus", "NUEVO")).status())
                .isEqualTo(201);
    }

    @Test
    void firstAnswerIsRepeatedAfterTheNoticeExpires() {
        var body = notice("caduca", "2026-03-02T10:00:00Z");
        withKey("\"a\"").post("/api/news", body);
        clock.advance(Duration.ofHours(2));

        assertThat(withKey("\"a\"").post("/api/news", body).status()).isEqualTo(201);
    }

    @Test
    void keyExpiresAfterADay() {
        withKey("\"a\"").post("/api/news", notice());
        clock.advance(Duration.ofHours(24).minusMillis(1));
        withKey("\"a\"").post("/api/news", notice());
        assertThat(reader().get("/api/news").json()).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        withKey("\"a\"").post("/api/news", notice());

        assertThat(reader().get("/api/news").json()).hasSize(2);
    }

    @Test
    void firstAnswerIsRepeatedAfterTheCampusIsDeleted() {
        var first = withKey("\"a\"").post("/api/news", notice());
        administrator().with("If-Match", "*").delete(first.header("Location"));
        assertThat(administrator().delete("/api/campuses/UGR").status()).isEqualTo(204);

        var again = withKey("\"a\"").post("/api/news", notice());

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void newestThousandKeysOfAnActorAreKept() throws SQLException {
        withKey("a").post("/api/news", notice("titulo", "a"));
        clock.advance(Duration.ofSeconds(1));
        withKey("b").post("/api/news", notice("titulo", "b"));
        execute("insert into idempotency (credential, route, key, body_hash, created, status, headers, body)"
                + " select 'other', route, key, body_hash, created, status, headers, body from idempotency");
        for (int i = 0; i < 998; i++) {
            execute("insert into idempotency (credential, route, key, body_hash, created, status, headers, body)"
                    + " select credential, route, 'k" + i + "', body_hash, created, status, headers, body"
                    + " from idempotency where key = 'b' and credential <> 'other'");
        }
        withKey("a").post("/api/news", notice("titulo", "a"));
        assertThat(reader().get("/api/news").json()).hasSize(2);

        clock.advance(Duration.ofSeconds(1));
        withKey("c").post("/api/news", notice("titulo", "c"));
        withKey("b").post("/api/news", notice("titulo", "b"));
        withKey("a").post("/api/news", notice("titulo", "a"));

        assertThat(ListNoticesTest.titles(reader().get("/api/news"))).containsExactlyInAnyOrder("a", "a", "b", "c");
        assertThat(count("credential <> 'other'")).isEqualTo(1_000);
        assertThat(count("credential = 'other'")).isEqualTo(2);
    }

    @Test
    void routesHaveSeparateKeys() {
        withKey("\"a\"").post("/api/news", notice());
        withKey("\"a\"").post("/news/add", notice());

        assertThat(reader().get("/api/news").json()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a\", \"b\"", "a b", "\"a"})
    void malformedKeyIsRefused(String key) {
        assertThat(withKey(key).post("/api/news", notice()).status()).isEqualTo(400);
    }

    @Test
    void concurrentRequestsWaitForTheFirst() throws Exception {
        var pool = Executors.newFixedThreadPool(10);
        try {
            Callable<Exchange> post = () -> withKey("\"a\"").post("/api/news", notice());
            var answers = pool.invokeAll(Stream.generate(() -> post).limit(10).toList());

            var bodies = new HashSet<String>();
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(201);
                bodies.add(answer.get().text());
            }
            assertThat(bodies).hasSize(1);
            assertThat(ListNoticesTest.titles(reader().get("/api/news"))).isEqualTo(List.of("Matrícula"));
        } finally {
            pool.shutdownNow();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String condition) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from idempotency where " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Client withKey(String key) {
        return administrator().with("Idempotency-Key", key);
    }
}
