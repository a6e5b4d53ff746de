package tablon.notice;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tablon.storage.Database;

/** The index of the words of all notices, which each database keeps in its own way. */
sealed interface WordIndex permits SqliteWordIndex, PostgresqlWordIndex {

    static WordIndex of(Database.Kind kind) {
        return switch (kind) {
            case SQLITE -> new SqliteWordIndex();
            case POSTGRESQL -> new PostgresqlWordIndex();
        };
    }

    /** Adds {@code words}, separated by spaces, of a notice that exists and is not in the index. */
    void add(Handle handle, UUID id, String words);

    /** Removes the words of a notice that still exists. */
    void remove(Handle handle, UUID id);

    /**
     * The statement that finds notices in order of time and id. The caller binds {@code :published} and {@code :id},
     * where the list begins, {@code :until}, the time at which it ends, {@code :now}, {@code :unexpired} and
     * {@code :expired}, and {@code :limit}.
     *
     * @param older whether to search for older notices, newest first, or for newer ones, oldest first
     * @param beginnings each must be the beginning of a word of the notice
     * @param mark a whole word that the notice must have as well
     */
    Query search(Handle handle, boolean older, Collection<String> beginnings, Optional<String> mark);
}
