package tablon.notice;

import java.util.UUID;
import tablon.json.Uuids;
import tablon.problem.Problem;

/** Parses the id of a notice: a UUID in the format of RFC 9562. */
public final class NoticeId {
    private NoticeId() {}

    /**
     * Parses the id of an existing notice in a path.
     *
     * @throws Problem 404 if {@code text} is not a UUID
     */
    public static UUID require(String text) {
        return Uuids.read(text).orElseThrow(() -> NoticeStore.unknown(text));
    }
}
