package tablon.notice;

import java.time.Duration;
import java.time.Instant;

/**
 * A notice in the bin.
 *
 * @param notice as it was when it was withdrawn
 * @param withdrawn when it was withdrawn
 */
public record Withdrawn(Notice notice, Instant withdrawn) {
    /** How long it can be restored. */
    static final Duration RETENTION = Duration.ofDays(30);

    /** When it can no longer be restored. */
    public Instant until() {
        return withdrawn.plus(RETENTION);
    }

    /** The notice that is stored when it is restored unchanged. */
    Notice restored(Instant now) {
        var restored = notice.at(notice.published(), now, notice.version() + 1);
        return notice.state().isOnBoard() ? restored.onBoard(now) : restored;
    }
}
