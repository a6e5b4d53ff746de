package tablon.notice;

import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice for moderators: proposed, refused or hidden.
 *
 * @param notice as its author wrote it
 * @param moved when it was proposed, refused or hidden
 * @param current the notice on the board that it changes; empty if it is a notice of its own
 * @param base the version of {@code current} that its author has seen
 */
public record Submission(Notice notice, Instant moved, Optional<Notice> current, int base) {

    Submission(Notice notice, Instant moved) {
        this(notice, moved, Optional.empty(), 0);
    }

    /** A notice on the board, which moderators may hide. */
    public static Submission onBoard(Notice notice) {
        return new Submission(notice, notice.published());
    }

    /** Changes with the proposal, and with the notice that it changes: moderators decide about what they have seen. */
    public EntityTag tag() {
        var own = notice.tag().getValue();
        return new EntityTag(current.map(seen -> own + "-" + seen.version()).orElse(own));
    }

    /** The same as a change to this notice on the board. */
    Submission of(Notice changed) {
        return new Submission(notice, moved, Optional.of(changed), base);
    }

    /** Whether the notice on the board was changed since its author wrote this proposal. */
    public boolean isOutdated() {
        return current.filter(notice -> notice.version() != base).isPresent();
    }
}
