package tablon.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.jdbi.v3.core.Handle;
import tablon.storage.Database;

/** Marks expired notices as archived: see {@link Archiver}. */
public final class ArchiveStore {
    private static final Duration DELAY = Duration.ofHours(1);
    /** Other writers wait for a batch to end; indexing a notice of the maximum size takes 33 ms. */
    private static final int BATCH = 50;

    private final Database database;
    private final WordIndex index;
    private final Clock clock;
    private final String boardLanguage;

    /** @param boardLanguage the language (BCP 47) of notices without one */
    public ArchiveStore(Database database, Clock clock, String boardLanguage) {
        this.database = database;
        this.index = WordIndex.of(database.kind());
        this.clock = clock;
        this.boardLanguage = boardLanguage;
    }

    /** Archives a batch of notices that expired over an hour ago. Returns whether there may be more. */
    boolean archiveBatch() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var expired = database.read(handle -> handle.createQuery("select " + NoticeStore.COLUMNS
                        + " from news n where n.archived = false and n.expires < :before limit :batch")
                // the delay exceeds clock differences: no instance still shows these notices as visible
                .bind("before", now.minus(DELAY))
                .bind("batch", BATCH)
                .map(NoticeStore.notice(now, boardLanguage))
                .list());
        var words = new LinkedHashMap<Notice, String>();
        expired.forEach(
                notice -> words.put(notice, Words.ofArchived(notice.campus(), notice.title(), notice.description())));
        if (!words.isEmpty()) {
            database.write(handle -> {
                words.forEach((notice, text) -> archive(handle, notice, text));
                return true;
            });
        }
        return expired.size() == BATCH;
    }

    /** Does nothing if the notice was changed since it was read, by this or another instance. */
    private void archive(Handle handle, Notice notice, String words) {
        int marked = handle.createUpdate("""
                        update news set archived = true
                        where id = :id and archived = false and updated = :updated and expires = :expires
                        """)
                .bind("id", notice.id())
                .bind("updated", notice.updated())
                .bind("expires", notice.expires())
                .execute();
        if (marked == 1) {
            index.remove(handle, notice.id());
            index.add(handle, notice.id(), words + LabelStore.markers(handle, notice));
        }
    }
}
