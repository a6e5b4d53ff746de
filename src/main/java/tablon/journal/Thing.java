package tablon.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The object of one row of the journal.
 *
 * @param kind such as {@code notice}
 * @param version the version after the change; null if it has none
 * @param campus the code of the campus whose moderators may see the row; null if only administrators may
 * @param detail what else an auditor must know, such as a new role or a reason: never the text of a notice, a password or a
 *     token. Cut after {@link #MAX_DETAIL_LENGTH} characters
 */
public record Thing(
        String kind,
        String id,
        @Nullable Integer version,
        @Nullable String campus,
        @Nullable String detail) {
    /** Bounds what one row takes. */
    public static final int MAX_DETAIL_LENGTH = 500;

    public Thing {
        if (detail != null && detail.codePointCount(0, detail.length()) > MAX_DETAIL_LENGTH) {
            detail = detail.substring(0, detail.offsetByCodePoints(0, MAX_DETAIL_LENGTH - 1)) + "…";
        }
    }

    public Thing(String kind, String id) {
        this(kind, id, null, null, null);
    }

    public Thing(String kind, UUID id) {
        this(kind, id.toString());
    }

    public Thing withVersion(int number) {
        return new Thing(kind, id, number, campus, detail);
    }

    public Thing inCampus(String code) {
        return new Thing(kind, id, version, code, detail);
    }

    public Thing withDetail(@Nullable String text) {
        return new Thing(kind, id, version, campus, text == null || text.isEmpty() ? null : text);
    }
}
