package tablon.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Actor;
import tablon.journal.Act;
import tablon.testing.TestDatabase;
import tablon.testing.TestStores;

/** Checks the work for a page of a journal with 20,000 rows. */
@Tag("database")
class AuditStoreTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final int ROWS = 20_000;
    private static final AuditQuery ALL = query(Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private TestStores stores;
    private AuditStore audit;

    @BeforeEach
    void fill() {
        stores = TestStores.open(folder, Clock.systemUTC());
        audit = new AuditStore(stores.database());
        stores.database().write(AuditStoreTest::fill);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void eachFilterReadsAnIndex() {
        assertThat(plan(ALL)).containsPattern("journal_pkey|INTEGER PRIMARY KEY");
        assertThat(plan(query(Optional.of(Act.RESTORE), Optional.empty()))).contains("journal_act");
        assertThat(plan(query(Optional.of(Act.HIDE), Optional.empty()))).contains("journal_act");
        assertThat(plan(query(Optional.empty(), Optional.of("thing7")))).contains("journal_thing");
        assertThat(plan(query(Optional.of(Act.CREATE), Optional.of("thing7")))).contains("journal_thing");
        assertThat(plan(ALL) + plan(query(Optional.of(Act.HIDE), Optional.empty())))
                .doesNotContain("Seq Scan", "TEMP B-TREE");
    }

    @Test
    void pageWithoutMatchesContinuesAfterTheRowsThatWereRead() {
        var query = new AuditQuery(
                Optional.empty(),
                Optional.of(Act.CREATE),
                Optional.of("campus"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var found = new ArrayList<Integer>();
        Optional<AuditCursor> next = Optional.of(AuditCursor.START);

        while (next.isPresent()) {
            var page = audit.page(query, Actor.ADMINISTRATOR, next.get(), 10, 5_000);
            found.add(page.entries().size());
            next = page.next();
        }

        assertThat(found).hasSize(4).startsWith(0, 0);
        assertThat(found.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    }

    @Test
    void timesBoundThePositions() {
        var query = new AuditQuery(
                Optional.empty(),
                Optional.of(Act.HIDE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(START.plusSeconds(60)),
                Optional.of(START.plusSeconds(120)));

        var scan = stores.database()
                .read(handle -> AuditStore.scan(handle, query, Actor.ADMINISTRATOR, AuditCursor.START, 10));

        assertThat(scan.end() - scan.first()).isLessThan(8_000);
    }

    private String plan(AuditQuery query) {
        var explain = TestDatabase.isPostgresql() ? "explain " : "explain query plan ";
        return stores.database().read(handle -> {
            var scan = AuditStore.scan(handle, query, Actor.ADMINISTRATOR, AuditCursor.START, 10_000);
            handle.setTemplateEngine(
                    (sql, context) -> explain + new DefinedAttributeTemplateEngine().render(sql, context));
            return String.join(
                            "\n",
                            AuditStore.select(handle, scan, 51)
                                    .map((row, context) -> row.getString(TestDatabase.isPostgresql() ? 1 : 4))
                                    .list())
                    + "\n";
        });
    }

    private static AuditQuery query(Optional<Act> act, Optional<String> thing) {
        return new AuditQuery(
                Optional.empty(), act, Optional.empty(), thing, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Two campuses first, then notices: three of four rows are creations. */
    private static boolean fill(Handle handle) {
        var rows = handle.prepareBatch("""
                insert into journal (revision, stamp, changed, actor, act, kind, thing, origin)
                values (1, 1, :changed, 'administrator', :act, :kind, :thing, 'api')
                """);
        IntStream.range(0, ROWS).forEach(i -> rows.bind("changed", START.plusSeconds(i))
                .bind("act", i < 2 || i % 4 != 0 ? "create" : i == 400 ? "restore" : "update")
                .bind("kind", i < 2 ? "campus" : "notice")
                .bind("thing", "thing" + i / 2)
                .add());
        rows.execute();
        handle.execute("analyze");
        return true;
    }
}
