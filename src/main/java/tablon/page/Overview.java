package tablon.page;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.notice.Notice;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeQuery;
import tablon.storage.Database;
import tablon.storage.DatabaseFailure;
import tablon.storage.Revision;

/**
 * The campuses and the first notices of the board, for error pages. They are read once for each revision, by one thread
 * at a time, because anybody can cause any number of errors.
 */
public final class Overview {
    private static final int NOTICES = 5;

    private final Database database;
    private final CampusStore campuses;
    private final NoticeListStore lists;
    private final UnaryOperator<Instant> nextMoment;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable State latest;

    /** @param nextMoment returns the first moment after its argument at which a notice may appear or expire */
    public Overview(
            Database database,
            CampusStore campuses,
            NoticeListStore lists,
            UnaryOperator<Instant> nextMoment,
            Clock clock) {
        this.database = database;
        this.campuses = campuses;
        this.lists = lists;
        this.nextMoment = nextMoment;
        this.clock = clock;
    }

    /** The current content; {@link Content#NONE} if the database is unavailable or another thread is reading it. */
    Content content() {
        try {
            var now = clock.instant();
            var revision = database.revision();
            var known = latest;
            return known != null
                            && revision.filter(current -> known.isValid(current, now))
                                    .isPresent()
                    ? known.content
                    : read(revision, now);
        } catch (RuntimeException failed) {
            if (DatabaseFailure.of(failed).isPresent()) {
                return Content.NONE;
            }
            throw failed;
        }
    }

    /** @param revision empty while a change is being committed: then the content is not kept */
    private Content read(Optional<Revision> revision, Instant now) {
        if (!reading.tryLock()) {
            return Content.NONE;
        }
        try {
            var until = nextMoment.apply(now);
            var content = new Content(
                    campuses.all(),
                    lists.list(NoticeQuery.visible(NOTICES), Optional.empty()).notices());
            revision.ifPresent(current -> latest = new State(current, now, until, content));
            return content;
        } finally {
            reading.unlock();
        }
    }

    record Content(List<Campus> campuses, List<Notice> newest) {
        static final Content NONE = new Content(List.of(), List.of());
    }

    private record State(Revision revision, Instant from, Instant until, Content content) {

        boolean isValid(Revision current, Instant now) {
            return revision.equals(current) && !now.isBefore(from) && now.isBefore(until);
        }
    }
}
