package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;
import tablon.testing.TestDatabase;

class EntityTagTest extends BoardTest {
    private final String path = "/api/news/" + UUID.randomUUID();

    @Test
    void allAnswersWithANoticeHaveTheSameTag() {
        var created = administrator().with("If-None-Match", "*").put(path, notice());

        assertThat(reader().get(path).header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(administrator().get(path).header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(reader().get(path).text()).isEqualTo(created.text());
    }

    @Test
    void tagChangesWithEachChangeAndWithTheState() {
        var scheduled = administrator()
                .with("If-None-Match", "*")
                .put(path, notice("publicada", "2026-03-02T10:00:00Z"))
                .header("ETag");

        clock.advance(Duration.ofHours(2));
        var visible = reader().get(path).header("ETag");
        // in the same millisecond there and back
        var changed = administrator()
                .with("If-Match", scheduled)
                .patch(path, "{\"fijada\":true}")
                .header("ETag");
        var again = administrator()
                .with("If-Match", changed)
                .patch(path, "{\"fijada\":false}")
                .header("ETag");

        assertThat(new String[] {scheduled, visible, changed, again}).doesNotHaveDuplicates();
        assertThat(administrator().with("If-Match", visible).patch(path, "{}").status())
                .isEqualTo(412);
    }

    @Test
    void noticeCreatedAgainHasAnotherTag() {
        var first = administrator().with("If-None-Match", "*").put(path, notice());
        administrator().with("If-Match", "*").delete(path);
        clock.advance(Duration.ofMillis(1));

        var second = administrator().with("If-None-Match", "*").put(path, notice());

        assertThat(second.header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(administrator()
                        .with("If-Match", first.header("ETag"))
                        .delete(path)
                        .status())
                .isEqualTo(412);
    }

    /** During an upgrade, an older WAR that does not maintain versions may run on the same database. */
    @Test
    void tagChangesWhenAnOlderWarChangesTheNotice() throws SQLException {
        var before = administrator().with("If-None-Match", "*").put(path, notice());

        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    TestDatabase.isPostgresql()
                            ? "update news set title = 'Otro', updated = updated + interval '1 second'"
                            : "update news set title = 'Otro', updated = updated + 1000");
        }

        assertThat(administrator().get(path).header("ETag")).isNotEqualTo(before.header("ETag"));
    }

    @Test
    void versionIsNotInTheJson() {
        var created = administrator().post("/api/news", notice());

        assertThat(created.json().has("version")).isFalse();
        assertThat(URI.create(created.header("Location")).getPath()).startsWith("/api/news/");
    }
}
