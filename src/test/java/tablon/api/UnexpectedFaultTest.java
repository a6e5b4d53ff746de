package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tablon.digest.Sha256;
import tablon.testing.BoardTest;
import tablon.testing.LogLines;
import tablon.testing.TestDatabase;

/** The log line of an unexpected database failure contains no data of clients. */
class UnexpectedFaultTest extends BoardTest {
    private static final String KEY = "key-of-a-publisher";

    private final LogLines log = new LogLines();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void logOfAFailedInsertContainsNoNotice() throws SQLException {
        execute(
                TestDatabase.isPostgresql()
                        ? "alter table news add constraint refusing check (title <> 'Zanahoria')"
                        : "create trigger refusing before insert on news begin select raise(abort, 'refusing'); end");

        var answer = administrator().post("/api/news", notice("titulo", "Zanahoria", "descripcion", "Berenjena"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(log.text()).doesNotContainIgnoringCase("zanahoria").doesNotContainIgnoringCase("berenjena");
        assertThat(log.of("ERROR"))
                .singleElement()
                .asString()
                .contains(TestDatabase.isPostgresql() ? "23514" : "SQLITE_CONSTRAINT_TRIGGER", "refusing")
                .contains("tablon.notice.NoticeStore", "NoticeStore.java:");
    }

    @Test
    void logOfAFailedSearchContainsNoSearchTerm() throws SQLException {
        execute(TestDatabase.isPostgresql() ? "alter table news drop column words" : "drop table news_words");

        var answer = reader().get("/api/news?q=calabaza");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(log.text()).doesNotContain("calabaza");
        assertThat(log.of("ERROR"))
                .singleElement()
                .asString()
                .contains(TestDatabase.isPostgresql() ? "42703" : "SQLITE_ERROR", "words");
    }

    @Test
    void logOfAFailedWriteContainsNoKeyAndNoToken() throws SQLException {
        execute("drop table idempotency");

        var answer = administrator().with("Idempotency-Key", KEY).post("/api/news", notice());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(log.text()).doesNotContain(KEY, TOKEN, Sha256.hex(TOKEN.getBytes(StandardCharsets.UTF_8)));
        assertThat(log.of("ERROR")).singleElement().asString().contains("idempotency");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
