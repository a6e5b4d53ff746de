package tablon.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A {@code tsvector} column with a GIN index. */
record PostgresqlWordIndex() implements WordIndex {
    private static final String OLDER = """
            select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                author_name, labels, starts, ends, whole_days, place, revised
            from news
            where words @@ cast(:words as tsquery)
                and (published, id) < (:published, :id) and published > :until
                and (:expired or (archived = false and (expires is null or expires > :now)))
                and (:unexpired or expires <= :now)
                and <editable>
            order by published desc, id desc
            limit :limit
            """;

    private static final String NEWER = """
            select id, title, description, campus, published, updated, expires, pinned, version, language, author,
                author_name, labels, starts, ends, whole_days, place, revised
            from news
            where words @@ cast(:words as tsquery)
                and (published, id) > (:published, :id) and published <= :until
                and (:expired or (archived = false and (expires is null or expires > :now)))
                and (:unexpired or expires <= :now)
                and <editable>
            order by published, id
            limit :limit
            """;

    /** In the order of a search, so that the same index serves both. */
    private static final String COUNT = """
            select count(*) from (
                select 1
                from news
                where words @@ cast(:words as tsquery)
                    and (published, id) < (:published, :id) and published > :until
                    and (:expired or (archived = false and (expires is null or expires > :now)))
                    and (:unexpired or expires <= :now)
                and <editable>
                order by published desc, id desc
                limit :limit
            ) as found
            """;

    @Override
    public void add(Handle handle, UUID id, String words) {
        handle.createUpdate("update news set words = array_to_tsvector(string_to_array(:words, ' ')) where id = :id")
                .bind("id", id)
                .bind("words", words)
                .execute();
    }

    /** Does nothing: the words are a column of the notice, which is replaced or deleted with the row. */
    @Override
    public void remove(Handle handle, UUID id) {}

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
        return "n.words @@ cast(:words as tsquery)";
    }

    @Override
    public String terms(Collection<String> prefixes, List<Set<String>> markers) {
        var terms = new ArrayList<String>();
        prefixes.forEach(word -> terms.add("'" + word + "':*"));
        markers.forEach(words ->
                terms.add(words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" | ", "(", ")"))));
        return String.join(" & ", terms);
    }
}
