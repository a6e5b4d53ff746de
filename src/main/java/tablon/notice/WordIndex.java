package tablon.notice;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tablon.storage.Database;

/** The full-text index of notices. */
sealed interface WordIndex permits SqliteWordIndex, PostgresqlWordIndex {

    static WordIndex of(Database.Kind kind) {
        return switch (kind) {
            case SQLITE -> new SqliteWordIndex();
            case POSTGRESQL -> new PostgresqlWordIndex();
        };
    }

    /** Adds {@code words}, separated by spaces, for a stored notice that is not in the index. */
    void add(Handle handle, UUID id, String words);

    /** Removes the words of a notice. Must be called before the notice is deleted. */
    void remove(Handle handle, UUID id);

    /**
     * A query for matching notices in order of publication and id. The caller binds {@code :published} and {@code :id} (the
     * sort key after which the list starts), {@code :until} (the time at which it ends), {@code :now}, {@code :unexpired},
     * {@code :expired} and {@code :limit}, and defines {@code editable}, a condition on the notices.
     *
     * @param older whether to list older notices, newest first, or newer ones, oldest first
     * @param prefixes the notice must have, for each prefix, a word that starts with it
     * @param markers whole words: the notice must also have one of each set
     */
    Query search(Handle handle, boolean older, Collection<String> prefixes, List<Set<String>> markers);

    /** A condition on the notices {@code n}: that they match {@code :words}, a value of {@link #terms}. */
    String condition();

    /** What a notice must have to match: see {@link #search}. */
    String terms(Collection<String> prefixes, List<Set<String>> markers);

    /**
     * A query for the number of notices that {@link #search} finds with these words, at most {@code :limit}: it stops there.
     * The caller binds and defines the same values as for older notices.
     */
    Query count(Handle handle, Collection<String> prefixes, List<Set<String>> markers);
}
