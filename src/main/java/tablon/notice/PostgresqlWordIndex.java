package tablon.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A {@code tsvector} in the row of the notice, with a GIN index. */
record PostgresqlWordIndex() implements WordIndex {
    private static final String OLDER = """
            select id, title, description, campus, published, updated, expires, pinned, version
            from news
            where words @@ cast(:words as tsquery)
                and (published, id) < (:published, :id) and published > :until
                and (:expired or (archived = false and (expires is null or expires > :now)))
                and (:unexpired or expires <= :now)
            order by published desc, id desc
            limit :limit
            """;

    private static final String NEWER = """
            select id, title, description, campus, published, updated, expires, pinned, version
            from news
            where words @@ cast(:words as tsquery)
                and (published, id) > (:published, :id) and published <= :until
                and (:expired or (archived = false and (expires is null or expires > :now)))
                and (:unexpired or expires <= :now)
            order by published, id
            limit :limit
            """;

    @Override
    public void add(Handle handle, UUID id, String words) {
        handle.createUpdate("update news set words = array_to_tsvector(string_to_array(:words, ' ')) where id = :id")
                .bind("id", id)
                .bind("words", words)
                .execute();
    }

    /** The words are part of the row: they are replaced or deleted with it. */
    @Override
    public void remove(Handle handle, UUID id) {}

    @Override
    public Query search(Handle handle, boolean older, Collection<String> beginnings, Optional<String> mark) {
        var terms = new ArrayList<String>();
        beginnings.forEach(word -> terms.add("'" + word + "':*"));
        mark.ifPresent(word -> terms.add("'" + word + "'"));
        return handle.createQuery(older ? OLDER : NEWER).bind("words", String.join(" & ", terms));
    }
}
