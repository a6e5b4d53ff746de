package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class StatementCacheTest {
    private static final String LARGER = "select number from numbers where number > :least order by number";

    private Handle handle;

    @BeforeEach
    void open(@TempDir Path folder) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("numbers.db"));
        handle = Jdbi.create(source)
                .setStatementBuilderFactory(new StatementCache())
                .open();
        handle.execute("create table numbers (number integer primary key)");
        handle.execute("insert into numbers values (1), (2), (3)");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @Test
    void statementIsCompiledOnce() throws SQLException {
        var first = handle.createQuery(LARGER).bind("least", 1);
        var compiled = first.scanResultSet((rows, context) -> context.getStatement());
        var second = handle.createQuery(LARGER).bind("least", 2);

        assertThat((Object) second.scanResultSet((rows, context) -> context.getStatement()))
                .isSameAs(compiled);
    }

    @Test
    void reusedStatementSeesNewValuesAndNewRows() {
        assertThat(larger(1)).containsExactly(2, 3);

        handle.execute("insert into numbers values (4)");

        assertThat(larger(2)).containsExactly(3, 4);
    }

    @Test
    void statementInUseCanBePreparedAgain() {
        try (var outer = handle.createQuery(LARGER).bind("least", 0).mapTo(Integer.class).stream()) {
            var inner = outer.map(this::larger).toList();

            assertThat(inner).containsExactly(List.of(2, 3), List.of(3), List.of());
        }
    }

    @Test
    void failedStatementCanBeReused() {
        var insert = "insert into numbers values (:number)";

        try {
            handle.createUpdate(insert).bind("number", 3).execute();
        } catch (RuntimeException duplicate) {
            handle.createUpdate(insert).bind("number", 4).execute();
        }

        assertThat(larger(2)).containsExactly(3, 4);
    }

    @Test
    void moreStatementsThanTheCacheHoldsWork() {
        var found = IntStream.range(0, 300)
                .map(i -> handle.createQuery("select " + i).mapTo(Integer.class).one())
                .boxed()
                .toList();

        assertThat(found).isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    private List<Integer> larger(int least) {
        return handle.createQuery(LARGER)
                .bind("least", least)
                .mapTo(Integer.class)
                .list();
    }
}
