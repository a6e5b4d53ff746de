package tablon.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The FTS5 table {@code news_words}, in the order of {@code news.position}: newest first, but unordered within each unit of
 * 1,024 ms. A search reads the index in this order and stops when the page is full ({@code page}). If there are more notices
 * in the unit of the last one ({@code ties}), it also reads those of them that match, and then sorts.
 *
 * <p>The cast of the limit keeps SQLite from recompiling the statement when the bound limit changes.
 */
record SqliteWordIndex() implements WordIndex {
    private static final String OLDER = """
            with matching as not materialized (
                select n.id, n.title, n.description, n.campus, n.published, n.updated, n.expires, n.pinned, n.version,
                    n.language, n.author, n.author_name, n.labels, n.starts, n.ends, n.whole_days, n.place, n.revised,
                    news_words.rowid as position
                from news_words cross join news n on n.position = news_words.rowid
                where news_words match :words
                    and (n.published, n.id) < (:published, :id) and n.published > :until
                    and (:expired or (n.archived = false and (n.expires is null or n.expires > :now)))
                    and (:unexpired or n.expires <= :now)
                    and <editable>
            ), page as materialized (
                select * from matching
                where position >= -(:published >> 10) << 15
                order by position
                limit cast(:limit as integer)
            ), last_position as materialized (
                select max(position) as edge from page
            ), ties as materialized (
                select edge + 1 as first, (((edge >> 15) + 1) << 15) - 1 as last from last_position
                where exists (select 1 from news where position between edge + 1 and (((edge >> 15) + 1) << 15) - 1)
            )
            select * from page
            union all
            select matching.* from ties cross join matching on matching.position between ties.first and ties.last
            order by published desc, id desc
            limit cast(:limit as integer)
            """;

    private static final String NEWER = """
            with matching as not materialized (
                select n.id, n.title, n.description, n.campus, n.published, n.updated, n.expires, n.pinned, n.version,
                    n.language, n.author, n.author_name, n.labels, n.starts, n.ends, n.whole_days, n.place, n.revised,
                    news_words.rowid as position
                from news_words cross join news n on n.position = news_words.rowid
                where news_words match :words
                    and (n.published, n.id) > (:published, :id) and n.published <= :until
                    and (:expired or (n.archived = false and (n.expires is null or n.expires > :now)))
                    and (:unexpired or n.expires <= :now)
                    and <editable>
            ), page as materialized (
                select * from matching
                where position < (1 - (:published >> 10)) << 15
                order by position desc
                limit cast(:limit as integer)
            ), last_position as materialized (
                select min(position) as edge from page
            ), ties as materialized (
                select (edge >> 15) << 15 as first, edge - 1 as last from last_position
                where exists (select 1 from news where position between (edge >> 15) << 15 and edge - 1)
            )
            select * from page
            union all
            select matching.* from ties cross join matching on matching.position between ties.first and ties.last
            order by published, id
            limit cast(:limit as integer)
            """;

    private static final String COUNT = """
            select count(*) from (
                select 1
                from news_words cross join news n on n.position = news_words.rowid
                where news_words match :words
                    and (n.published, n.id) < (:published, :id) and n.published > :until
                    and (:expired or (n.archived = false and (n.expires is null or n.expires > :now)))
                    and (:unexpired or n.expires <= :now)
                    and <editable>
                limit cast(:limit as integer)
            )
            """;

    @Override
    public void add(Handle handle, UUID id, String words) {
        handle.createUpdate("insert into news_words (rowid, words) select position, :words from news where id = :id")
                .bind("id", id)
                .bind("words", words)
                .execute();
    }

    @Override
    public void remove(Handle handle, UUID id) {
        handle.createUpdate("delete from news_words where rowid = (select position from news where id = :id)")
                .bind("id", id)
                .execute();
    }

    @Override
    public Query search(Handle handle, boolean older, Collection<String> prefixes, List<Set<String>> markers) {
        return handle.createQuery(older ? OLDER : NEWER).bind("words", terms(prefixes, markers));
    }

    @Override
    public Query count(Handle handle, Collection<String> prefixes, List<Set<String>> markers) {
        return handle.createQuery(COUNT).bind("words", terms(prefixes, markers));
    }

    @Override
    public String condition() {
        return "n.position in (select rowid from news_words where news_words match :words)";
    }

    @Override
    public String terms(Collection<String> prefixes, List<Set<String>> markers) {
        var terms = new ArrayList<String>();
        prefixes.forEach(word -> terms.add("\"" + word + "\" *"));
        markers.forEach(words -> terms.add(
                words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(" OR ", "(", ")"))));
        return String.join(" AND ", terms);
    }
}
