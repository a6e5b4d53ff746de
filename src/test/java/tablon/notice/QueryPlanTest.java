package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Actor;
import tablon.access.Role;
import tablon.campus.CampusDraft;
import tablon.journal.Origin;
import tablon.notice.NoticeQuery.StateFilter;
import tablon.storage.Database;
import tablon.testing.TestDatabase;
import tablon.testing.TestStores;

/** Checks the query plan of every list of the API on 50,000 notices. */
@Tag("database")
class QueryPlanTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final int NOTICES = 50_000;
    private static final int BINNED = 10_000;
    private static final UUID AUTHOR = new UUID(1, 1);

    @Test
    void noListScansOrSortsTheTable(@TempDir Path folder) {
        try (var stores = TestStores.open(folder, Clock.systemUTC())) {
            var database = stores.database();
            stores.campuses().put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("C0", "cero"));
            stores.campuses().put(Actor.ADMINISTRATOR, Origin.API, CampusDraft.of("C1", "uno"));
            database.write(QueryPlanTest::fill);

            var sitemap =
                    plan(database, handle -> List.of(NoticeListStore.newest(handle, Optional.empty(), 1_000, NOW)));
            assertEfficient("sitemap", sitemap);
            var events = new EventStore(database, Clock.systemUTC(), ZoneOffset.UTC, "es");
            for (var sql : List.of(EventStore.NOT_ENDED, EventStore.ENDED, EventStore.BETWEEN)) {
                var plan = plan(
                        database,
                        handle -> List.of(events.query(handle, sql, NoticeFilter.NONE)
                                .bind("wholeDays", false)
                                .bind("visible", NOW)
                                .bind("now", NOW)
                                .bind("today", NOW)
                                .bind("from", NOW)
                                .bind("until", NOW.plusSeconds(86_400))
                                .bind("starts", NOW.minusSeconds(86_400))
                                .bind("id", new UUID(7, 7))
                                .bind("limit", 51)));
                assertEfficient(sql, plan);
            }
            for (var group : OwnNotice.Group.values()) {
                var plan = plan(
                        database,
                        handle -> List.of(OwnNoticeStore.query(handle, group)
                                .bind("author", AUTHOR)
                                .bind("now", NOW)
                                .bind("before", NOW.minusSeconds(40_000))
                                .bind("id", new UUID(7, 7))
                                .bind("state", group.key())
                                .bind("limit", 101)));
                assertEfficient("own " + group, plan);
            }
            var moderator = Actor.signedIn(AUTHOR, "Mar", Role.MODERATOR, Set.of("C0"));
            for (var state : List.of(State.PROPOSED, State.HIDDEN)) {
                var query = new NoticeQuery(Optional.of("C0"), Optional.empty(), StateFilter.ALL, 20);
                var plan = plan(
                        database,
                        handle -> List.of(ModerationStore.list(handle, moderator, state, query, Optional.empty())));
                assertEfficient("submissions " + state, plan);
            }
            for (var actor :
                    List.of(Actor.ADMINISTRATOR, Actor.signedIn(AUTHOR, "Ana", Role.EDITOR, Set.of("C0", "C1")))) {
                var from = new Cursor(true, false, NOW.minusSeconds(40_000), new UUID(7, 7));
                var plan = plan(database, handle -> BinStore.statements(handle, actor, List.of("C0", "C1")).stream()
                        .map(query -> BinStore.bind(query, Optional.of(from), NOW))
                        .toList());
                assertEfficient("bin of " + actor.role(), plan);
            }
            assertEfficient(
                    "history", plan(database, handle -> List.of(VersionStore.query(handle, new UUID(1, 1), 90, 11))));
            assertEfficient(
                    "acts of versions",
                    plan(database, handle -> List.of(VersionStore.acts(handle, new UUID(1, 1), 80, 90))));
            var lists = new NoticeListStore(database, Clock.systemUTC(), "es");
            for (var query : queries()) {
                for (var from : cursors()) {
                    var plan = plan(database, handle -> lists.statements(handle, query, from, NOW));
                    assertEfficient(query + " from " + from, plan);
                }
                if (query.isIndexed()) {
                    var plan = plan(database, handle -> List.of(lists.count(handle, query, 101, NOW)));
                    assertEfficient("count of " + query, plan);
                }
            }
        }
    }

    private static void assertEfficient(String statement, List<String> plan) {
        assertThat(faults(plan))
                .as(() -> statement + System.lineSeparator() + String.join(System.lineSeparator(), plan))
                .isEmpty();
    }

    private static List<NoticeQuery> queries() {
        var queries = new ArrayList<NoticeQuery>();
        for (var filter : filters()) {
            for (var states : List.of(StateFilter.VISIBLE, StateFilter.EXPIRED, StateFilter.ALL)) {
                queries.add(new NoticeQuery(filter, states, 20));
            }
            queries.add(new NoticeQuery(filter, StateFilter.ALL, 20).editableBy(AUTHOR));
        }
        for (var states : List.of(StateFilter.VISIBLE, StateFilter.SCHEDULED, StateFilter.EXPIRED, StateFilter.ALL)) {
            for (var campus : List.of(Optional.<String>empty(), Optional.of("C1"))) {
                for (var search :
                        List.of(Optional.<String>empty(), Optional.of("comun"), Optional.of("raro77 comun"))) {
                    queries.add(new NoticeQuery(campus, search, states, 20));
                    if (states != StateFilter.VISIBLE) {
                        queries.add(new NoticeQuery(campus, search, states, 20).editableBy(AUTHOR));
                    }
                }
            }
        }
        return queries;
    }

    /** A label of half of the notices, one of 50, an unknown one; events. */
    private static List<NoticeFilter> filters() {
        var filters = new ArrayList<NoticeFilter>();
        for (var campus : List.of(Optional.<String>empty(), Optional.of("C1"))) {
            for (var label : List.of("Común", "Rara", "Ninguna")) {
                filters.add(new NoticeFilter(campus, Optional.of(label), Optional.empty(), false));
            }
            filters.add(new NoticeFilter(campus, Optional.of("Rara"), Optional.of("comun"), true));
            filters.add(new NoticeFilter(campus, Optional.empty(), Optional.empty(), true));
        }
        return filters;
    }

    private static List<Cursor> cursors() {
        return Stream.of(true, false)
                .flatMap(older -> Stream.of(true, false)
                        .map(pinned -> new Cursor(older, pinned, NOW.minusSeconds(40_000), new UUID(7, 7))))
                .toList();
    }

    private static List<String> plan(Database database, Function<Handle, List<Query>> statements) {
        var explain = TestDatabase.isPostgresql() ? "explain " : "explain query plan ";
        return database.read(handle -> {
            return statements.apply(handle).stream()
                    // not on the handle: a statement may be made with the result of another one
                    .map(statement -> statement.setTemplateEngine(
                            (sql, context) -> explain + new DefinedAttributeTemplateEngine().render(sql, context)))
                    .flatMap(statement ->
                            statement
                                    .map((row, context) -> row.getString(TestDatabase.isPostgresql() ? 1 : 4))
                                    .list()
                                    .stream())
                    .toList();
        });
    }

    /** The steps whose cost grows with the table: a scan of it, or a sort of more rows than an index selected. */
    private static List<String> faults(List<String> all) {
        // the few campuses in which an editor may edit
        var campuses = Pattern.compile(
                "(REUSE )?LIST SUBQUERY.*|SCAN shared|SEARCH (shared|account_campus|m) .*|CREATE BLOOM FILTER");
        var plan = all.stream()
                .filter(step -> !campuses.matcher(step.strip()).matches())
                .toList();
        var faults = new ArrayList<String>();
        for (int i = 0; i < plan.size(); i++) {
            var step = plan.get(i).strip();
            var sorted = TestDatabase.isPostgresql() ? step.startsWith("->  Sort") : step.startsWith("USE TEMP B-TREE");
            if (step.matches("(->  )?(Seq Scan on (news|withdrawn|version|journal|submission)"
                            + "|SCAN (n|news|w|v|t|journal|submission)\\b(?!_)).*")
                    || sorted && !sortsFew(plan, i)) {
                faults.add(step);
            }
        }
        return faults;
    }

    /** Whether the sorted rows were limited before this step, or an index of words, expiry or anything selected under 1,000. */
    private static boolean sortsFew(List<String> plan, int step) {
        var few = Pattern.compile(".*(->  Append|->  Limit|SCAN pinned|SCAN others|SCAN page|news_words|news_expiry"
                + "|Bitmap Index Scan on (news|submission)_\\w+  \\(cost=\\S+ rows=\\d{1,3} ).*");
        return TestDatabase.isPostgresql()
                ? plan.subList(step, plan.size()).stream()
                        .filter(line -> line.contains("->") && !line.contains("->  Sort"))
                        .limit(4)
                        .anyMatch(line -> few.matcher(line).matches())
                : plan.subList(0, step).stream().skip(Math.max(0, step - 2)).anyMatch(line -> few.matcher(line)
                        .matches());
    }

    private static boolean fill(Handle handle) {
        var numbers = TestDatabase.isPostgresql()
                ? "select i from generate_series(1, " + NOTICES + ") as t(i)"
                : "with recursive t(i) as (select 1 union all select i + 1 from t where i < " + NOTICES
                        + ") select i from t";
        var ids = handle.createQuery(numbers).mapTo(Integer.class).list();
        var notices = handle.prepareBatch("""
                insert into news (id, title, description, campus, published, expires, updated, pinned, archived, author, starts)
                values (:id, 'título', 'texto', :campus, :published, :expires, :updated, :pinned, :archived, :author,
                    :starts)
                """);
        var words = handle.prepareBatch(
                TestDatabase.isPostgresql()
                        ? "update news set words = array_to_tsvector(string_to_array(:words, ' ')) where id = :id"
                        : "insert into news_words (rowid, words) select position, :words from news where id = :id");
        for (int i : ids) {
            var published = NOW.plusSeconds(600).minusSeconds(i * 60L);
            var expires = Optional.of(published.plusSeconds(86_400)).filter(end -> i % 3 == 0);
            notices.bind("id", new UUID(i, i))
                    .bind("campus", "C" + i % 2)
                    .bind("published", published)
                    .bind("expires", expires)
                    .bind("updated", published)
                    .bind("pinned", i % 500 == 0)
                    .bind("author", new UUID(1, i % 50))
                    .bind("starts", Optional.of(published.plusSeconds(864_000)).filter(start -> i % 10 == 1))
                    .bind(
                            "archived",
                            expires.filter(end -> end.isBefore(NOW.minusSeconds(3600)))
                                    .isPresent())
                    .add();
            words.bind("id", new UUID(i, i))
                    .bind(
                            "words",
                            "¶ ¶§c%1$d §c%1$d comun raro%2$d%3$s%4$s%5$s"
                                    .formatted(
                                            i % 2,
                                            i,
                                            i % 4 < 2 ? " " + Words.ofLabel(1) : "",
                                            i % 1_000 == 1 ? " " + Words.ofLabel(2) : "",
                                            i % 10 == 1 ? " " + Words.EVENT : ""))
                    .add();
        }
        notices.execute();
        words.execute();
        handle.execute(
                "insert into label (number, folded, main, name) values (1, 'comun', 1, 'Común'), (2, 'rara', 2, 'Rara'),"
                        + " (3, 'antes rara', 2, 'Antes rara')");
        handle.createUpdate("""
                        insert into withdrawn (id, title, description, campus, published, updated, pinned, version,
                            author, withdrawn, withdrawn_by)
                        select id, title, description, campus, published, updated, pinned, version,
                            author, published, 'administrator'
                        from news where published > :recently
                        """)
                .bind("recently", NOW.minusSeconds(BINNED * 60L))
                .execute();
        handle.execute("insert into news_deleted (id, deleted) select id, withdrawn from withdrawn");
        handle.createUpdate("""
                        insert into submission (id, beside, state, title, description, campus, published, updated, pinned,
                            version, author, moved)
                        select id, true, 'hidden', title, description, campus, published, updated, pinned,
                            version, author, published
                        from news where published > :recently
                        """)
                .bind("recently", NOW.minusSeconds(BINNED * 60L))
                .execute();
        handle.execute("update submission set state = 'proposed' where author = '" + AUTHOR + "'");
        handle.execute("""
                insert into version (notice, version, title, hash, campus, published, updated, pinned)
                select id, 1, title, 'x', campus, published, updated, pinned from news
                """);
        handle.execute("insert into version_text (notice, hash, description) select id, 'x', description from news");
        handle.execute("""
                insert into journal (revision, stamp, changed, actor, act, kind, thing, origin, version)
                select 1, 1, updated, 'administrator', 'create', 'notice', cast(id as text), 'api', 1 from news
                """);
        handle.execute("analyze");
        return true;
    }
}
